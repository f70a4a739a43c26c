/** The system's dialogs for files. Paths stay in main: the window knows a chosen file by an id. */
import { BrowserWindow, dialog } from 'electron'
import { defineTexts, type Locale } from '@shared/text/text'

const texts = defineTexts({
  en: { tables: 'Tables (CSV, XLSX)', csv: 'CSV', all: 'All files' },
  ru: { tables: 'Таблицы (CSV, XLSX)', csv: 'CSV', all: 'Все файлы' },
})

export interface FileDialogs {
  /** @returns a table to read; null: none was chosen */
  chooseTable(): Promise<string | null>
  /** @returns where to write a CSV file; null: nowhere */
  choosePlace(suggestedName: string): Promise<string | null>
}

export function createFileDialogs(locale: () => Locale): FileDialogs {
  return {
    async chooseTable() {
      const text = texts[locale()]
      const filters = [
        { name: text.tables, extensions: ['csv', 'txt', 'tsv', 'xlsx', 'xlsm'] },
        { name: text.all, extensions: ['*'] },
      ]
      const { canceled, filePaths } = await overWindow((window) =>
        window
          ? dialog.showOpenDialog(window, { properties: ['openFile'], filters })
          : dialog.showOpenDialog({ properties: ['openFile'], filters }),
      )
      return canceled ? null : (filePaths[0] ?? null)
    },
    async choosePlace(suggestedName) {
      const options = { defaultPath: suggestedName, filters: [{ name: texts[locale()].csv, extensions: ['csv'] }] }
      const { canceled, filePath } = await overWindow((window) =>
        window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options),
      )
      return canceled || !filePath ? null : filePath
    },
  }
}

/** A dialog belongs to the window, so that it cannot be lost behind it. */
const overWindow = <Answer>(show: (window: BrowserWindow | undefined) => Promise<Answer>): Promise<Answer> =>
  show(BrowserWindow.getAllWindows()[0])

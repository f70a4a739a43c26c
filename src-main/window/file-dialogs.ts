/** The system's dialogs for files. Paths stay in main: the window knows a chosen file by an id. */
import { extname } from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import { defineTexts, type Locale } from '@shared/text/text'

const texts = defineTexts({
  en: {
    tables: 'Tables (CSV, XLSX)',
    snapshots: 'Snapshots (JSON)',
    sounds: 'Sound (WAV, MP3)',
    menus: 'Menus (YAML, JSON)',
    all: 'All files',
  },
  ru: {
    tables: 'Таблицы (CSV, XLSX)',
    snapshots: 'Снимки (JSON)',
    sounds: 'Звук (WAV, MP3)',
    menus: 'Меню (YAML, JSON)',
    all: 'Все файлы',
  },
})

export interface FileDialogs {
  /** @returns a table to read; null: none was chosen */
  chooseTable(): Promise<string | null>
  /** @returns a snapshot to read; null: none was chosen */
  chooseSnapshot(): Promise<string | null>
  /** @returns a sound file to read; null: none was chosen */
  chooseSound(): Promise<string | null>
  /** @returns an IVR menu to read; null: none was chosen */
  chooseMenu(): Promise<string | null>
  /** @param suggestedName with the extension of what is written. @returns where to write; null: nowhere */
  choosePlace(suggestedName: string): Promise<string | null>
}

export function createFileDialogs(locale: () => Locale): FileDialogs {
  async function choose(name: string, extensions: string[]): Promise<string | null> {
    const filters = [
      { name, extensions },
      { name: texts[locale()].all, extensions: ['*'] },
    ]
    const { canceled, filePaths } = await overWindow((window) =>
      window
        ? dialog.showOpenDialog(window, { properties: ['openFile'], filters })
        : dialog.showOpenDialog({ properties: ['openFile'], filters }),
    )
    return canceled ? null : (filePaths[0] ?? null)
  }

  return {
    chooseTable: () => choose(texts[locale()].tables, ['csv', 'txt', 'tsv', 'xlsx', 'xlsm']),
    chooseSnapshot: () => choose(texts[locale()].snapshots, ['json']),
    chooseSound: () => choose(texts[locale()].sounds, ['wav', 'mp3']),
    chooseMenu: () => choose(texts[locale()].menus, ['yaml', 'yml', 'json']),
    async choosePlace(suggestedName) {
      const extension = extname(suggestedName).slice(1)
      const options = {
        defaultPath: suggestedName,
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      }
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

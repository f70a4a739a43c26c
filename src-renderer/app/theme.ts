/** The one place of colours and sizes: naive-ui's overrides and the CSS variables of our own components. */
import { darkTheme, type GlobalTheme, type GlobalThemeOverrides } from 'naive-ui'
import type { AccountSettings } from '@shared/domain/account'

export type Appearance = 'light' | 'dark'

interface Tokens {
  /** Behind everything. */
  canvas: string
  /** Panes, tables, cards. */
  surface: string
  /** What lies above a surface: menus, dialogs. */
  raised: string
  line: string
  /** Outline of what can be clicked or filled in; stands out more than a line. */
  control: string
  text: string
  textMuted: string
  accent: string
  accentHover: string
  accentPressed: string
  /** Behind the selected row or entry. */
  selection: string
  hover: string
  success: string
  warning: string
  danger: string
  /** The way of a simulated call. */
  path: string
}

export const tokens: Record<Appearance, Tokens> = {
  light: {
    canvas: '#f4f5f7',
    surface: '#ffffff',
    raised: '#ffffff',
    line: '#dfe3e8',
    control: '#818b97',
    text: '#1c2126',
    textMuted: '#5a6470',
    accent: '#1f5fbf',
    accentHover: '#2566c8',
    accentPressed: '#184c99',
    selection: '#e6effb',
    hover: '#eef1f4',
    success: '#17703f',
    warning: '#8f5400',
    danger: '#b42318',
    path: '#7a3fc4',
  },
  dark: {
    canvas: '#15171a',
    surface: '#1c1f23',
    raised: '#25292e',
    line: '#343a41',
    control: '#6f7a86',
    text: '#e6e9ec',
    textMuted: '#9ea8b2',
    accent: '#77aefc',
    accentHover: '#92bffd',
    accentPressed: '#5a95ea',
    selection: '#213450',
    hover: '#262b31',
    success: '#6fc797',
    warning: '#e3b25f',
    danger: '#ff8f85',
    path: '#c79bff',
  },
}

/** Same in both appearances: mid tones that stay apart on light and dark surfaces. */
export const accountColourValues: Record<AccountSettings['colour'], string> = {
  slate: '#6b7a8f',
  blue: '#2f72e0',
  teal: '#10938d',
  green: '#3d9a48',
  amber: '#c98a00',
  orange: '#dc642c',
  rose: '#d83a70',
  violet: '#8054e0',
}

const fontFamily = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
const fontFamilyMono = "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace"

/** Sets the tokens as CSS variables: `textMuted` becomes `--text-muted`. */
export function applyTokens(appearance: Appearance): void {
  const root = document.documentElement
  root.style.colorScheme = appearance
  const set = (name: string, value: string) =>
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value)
  for (const [name, value] of Object.entries(tokens[appearance])) set(name, value)
  set('fontFamily', fontFamily)
  set('fontFamilyMono', fontFamilyMono)
}

export const naiveTheme = (appearance: Appearance): GlobalTheme | null => (appearance === 'dark' ? darkTheme : null)

export function naiveOverrides(appearance: Appearance): GlobalThemeOverrides {
  const colours = tokens[appearance]
  return {
    common: {
      fontFamily,
      fontFamilyMono,
      fontSize: '14px',
      fontSizeMedium: '14px',
      fontSizeSmall: '14px',
      heightMedium: '32px',
      heightSmall: '28px',
      borderRadius: '4px',
      borderRadiusSmall: '3px',
      bodyColor: colours.canvas,
      cardColor: colours.surface,
      modalColor: colours.raised,
      popoverColor: colours.raised,
      tableColor: colours.surface,
      tableHeaderColor: colours.surface,
      textColorBase: colours.text,
      textColor1: colours.text,
      textColor2: colours.text,
      textColor3: colours.textMuted,
      placeholderColor: colours.textMuted,
      borderColor: colours.line,
      dividerColor: colours.line,
      hoverColor: colours.hover,
      primaryColor: colours.accent,
      primaryColorHover: colours.accentHover,
      primaryColorPressed: colours.accentPressed,
      primaryColorSuppl: colours.accent,
      infoColor: colours.accent,
      infoColorHover: colours.accentHover,
      infoColorPressed: colours.accentPressed,
      successColor: colours.success,
      successColorHover: colours.success,
      warningColor: colours.warning,
      warningColorHover: colours.warning,
      errorColor: colours.danger,
      errorColorHover: colours.danger,
      errorColorPressed: colours.danger,
    },
    Form: { labelFontSizeTopMedium: '13px', feedbackFontSizeMedium: '13px', labelPaddingVertical: '0 0 4px' },
    Radio: { boxShadow: `inset 0 0 0 1px ${colours.control}` },
    Checkbox: { border: `1px solid ${colours.control}` },
    Input: { border: `1px solid ${colours.control}` },
    InternalSelection: { border: `1px solid ${colours.control}` },
    Dialog: { titleFontSize: '16px' },
    DataTable: { thPaddingMedium: '6px 10px', tdPaddingMedium: '6px 10px' },
  }
}

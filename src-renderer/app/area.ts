import type { Component } from 'vue'
import type { ProviderId } from '@shared/domain/account'
import type { RouteLocationRaw, RouteRecordNameGeneric, RouteRecordRaw } from 'vue-router'
import type { TextKey } from '../i18n'

/** A page that the palette offers for what was typed. */
export interface FoundPage {
  label: { key: TextKey; params: Record<string, string> }
  to: RouteLocationRaw
}

/** One area of the console: an entry of the sidebar and the pages behind it. Each area exports one as `area` from its `index.ts`. */
export interface Area {
  /** Name of the route that the entry opens. */
  route: string
  title: TextKey
  icon: Component
  /** Stands at the end of the entry, such as a count of what waits there. */
  badge?: Component
  /** true: its pages belong to one account, and its routes begin with `/at/:accountId`. */
  perAccount: boolean
  /** Providers whose accounts have this area; absent: all. Of an area for no account in use the console shows nothing. */
  providers?: readonly ProviderId[]
  /** Pages are loaded on first use: `component: () => import('./NumbersPage.vue')`. */
  routes: RouteRecordRaw[]
  /** Where a kept draft of this area is continued; undefined: the key is not one of this area's. */
  openDraft?(key: string): RouteLocationRaw | undefined
  /** What the palette offers of this area for what was typed, the best first. */
  find?(text: string): Promise<readonly FoundPage[]>
}

/** @param provider of the account in use; undefined: there is none yet */
export const isOffered = ({ providers }: Area, provider: ProviderId | undefined): boolean =>
  providers === undefined || (provider !== undefined && providers.includes(provider))

/** Pages of an area are named after it: `numbers.detail` is a page of `numbers`. Others are listed among its routes. */
export const isPageOf = (page: RouteRecordNameGeneric, area: Area): boolean =>
  String(page ?? '').split('.')[0] === area.route || area.routes.some(({ name }) => name === page)

/** All that the page can reach of main: one call and one subscription. What they carry is the contract's business. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Bridge } from '@shared/contract'

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke('switchboard:invoke', name, input),
  subscribe(listener) {
    const forward = (_event: IpcRendererEvent, name: string, payload: unknown) => listener(name, payload)
    ipcRenderer.on('switchboard:event', forward)
    return () => ipcRenderer.off('switchboard:event', forward)
  },
}

contextBridge.exposeInMainWorld('switchboard', bridge)

/** Works layouts out beside the window, one after the other. */
import { layoutOf, type LayoutGraph } from './layout'

self.addEventListener('message', ({ data }: MessageEvent<LayoutGraph>) => self.postMessage(layoutOf(data)))

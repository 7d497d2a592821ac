import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Result } from '#shared/errors/app-error';

/**
 * All that the page gets of the machine: two functions. Messages travel as JSON text, so that the same
 * values arrive as over the host's WebSocket; main judges everything that is in them.
 */
contextBridge.exposeInMainWorld('clinic', {
  async call(
    name: string,
    input: unknown,
    options: { readonly requestId: string },
  ): Promise<Result<unknown>> {
    const answer: unknown = await ipcRenderer.invoke(
      'call',
      JSON.stringify({ name, input, requestId: options.requestId }),
    );
    // Main answers each call with the JSON text of a Result, and nothing else answers on this channel.
    return JSON.parse(String(answer)) as Result<unknown>;
  },
  subscribe(event: string, listener: (data: unknown) => void): () => void {
    const forward = (
      _event: IpcRendererEvent,
      message: { readonly event: string; readonly data: unknown },
    ) => {
      if (message.event === event) listener(message.data);
    };
    ipcRenderer.on('event', forward);
    return () => {
      ipcRenderer.removeListener('event', forward);
    };
  },
});

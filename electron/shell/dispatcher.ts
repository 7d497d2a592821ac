import type { WindowHandle } from '#electron/ipc/windows';
import type { Result } from '#shared/errors/app-error';

/** What a transport needs of the application: windows come and go, and each makes calls. */
export interface CallTarget {
  attach(window: WindowHandle): void;
  detach(windowId: string): void;
  call(windowId: string, name: unknown, input: unknown, requestId: unknown): Promise<Result<unknown>>;
}

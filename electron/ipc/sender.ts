import { isAppPage } from '#electron/shell/app-address';

/** What is known of a frame that sent a message. */
export interface SendingFrame {
  readonly url: string;
}

/**
 * The window a message may speak for: only one of ours, only its main frame, only our page in it. A frame
 * that has gone meanwhile, another page and a window that nobody registered speak for nobody.
 */
export function windowOfSender(
  frame: SendingFrame | null,
  mainFrame: SendingFrame,
  registered: string | undefined,
): string | null {
  if (registered === undefined || frame === null || frame !== mainFrame) return null;
  return isAppPage(frame.url) ? registered : null;
}

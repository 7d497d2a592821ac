import type { BrowserContext } from '@playwright/test';

/** Hears what the windows opened from now on send, and tells how often a call went out. */
export function overhear(context: BrowserContext): (name: string) => number {
  const names: unknown[] = [];
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const message: unknown = JSON.parse(payload.toString());
        if (typeof message === 'object' && message !== null && 'name' in message) names.push(message.name);
      });
    });
  });
  return (name) => names.filter((sent) => sent === name).length;
}

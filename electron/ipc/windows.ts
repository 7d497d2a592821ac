import type { EventData, EventName } from '#shared/contract/events';

/** One window as the application sees it, whatever carries its messages. */
export interface WindowHandle {
  /** Made by the transport, never sent by the page. */
  readonly id: string;
  send<N extends EventName>(event: N, data: EventData<N>): void;
}

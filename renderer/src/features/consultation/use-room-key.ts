import { useLayoutEffect } from 'react';
import { showRoom, useConsultingRoom } from './store';

/** F4 changes between the calendar and the consulting room, also out of a field. */
export function useRoomKey(isOn: boolean): void {
  // Before the frame is painted: a key pressed at what stands there is heard.
  useLayoutEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F4' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      showRoom(!useConsultingRoom.getState().shown);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [isOn]);
}

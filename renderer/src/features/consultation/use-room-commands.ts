import { useEffectEvent, useLayoutEffect } from 'react';
import { type RoomCommand, roomCommand } from './keys';

/** Acts on the consulting room's keys, also out of a field; a key without an action here is left to others. */
export function useRoomCommands(actions: Readonly<Partial<Record<RoomCommand, () => void>>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const command = roomCommand(event);
    const act = command === null ? undefined : actions[command];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // Before the frame is painted: a key pressed at what stands there is heard.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      onKey(event);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);
}

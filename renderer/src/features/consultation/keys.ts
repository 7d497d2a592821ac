/** The caps of the consulting room's keys; each acts out of a field too. */
export const ROOM_KEY = {
  room: 'F4',
  next: 'Alt N',
  medicines: 'Alt M',
  repeat: 'Alt R',
  review: 'Alt F',
  note: 'Alt O',
  paper: 'Alt C',
  template: 'Alt T',
  vitals: 'Alt V',
  overTime: 'Alt H',
  history: 'Alt B',
  documents: 'Alt D',
  scans: 'Alt S',
  attach: 'Alt A',
  timeline: 'Alt L',
  sign: 'Ctrl Enter',
  print: 'Ctrl P',
  remove: 'Ctrl Del',
} as const;

export type RoomCommand =
  | 'next'
  | 'medicines'
  | 'template'
  | 'repeat'
  | 'review'
  | 'note'
  | 'paper'
  | 'vitals'
  | 'overTime'
  | 'history'
  | 'documents'
  | 'scans'
  | 'attach'
  | 'timeline'
  | 'sign'
  | 'print';

/** The command of a key; by its place on the keyboard, so that other layouts have it too. */
export function roomCommand(event: {
  readonly code: string;
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): RoomCommand | null {
  const { code, key, altKey, ctrlKey, metaKey } = event;
  if (key === 'Enter' && (ctrlKey || metaKey) && !altKey) return 'sign';
  if (code === 'KeyP' && (ctrlKey || metaKey) && !altKey) return 'print';
  if (!altKey || ctrlKey || metaKey) return null;
  switch (code) {
    case 'KeyN':
      return 'next';
    case 'KeyM':
      return 'medicines';
    case 'KeyR':
      return 'repeat';
    case 'KeyF':
      return 'review';
    case 'KeyT':
      return 'template';
    case 'KeyO':
      return 'note';
    case 'KeyC':
      return 'paper';
    case 'KeyV':
      return 'vitals';
    case 'KeyH':
      return 'overTime';
    case 'KeyB':
      return 'history';
    case 'KeyD':
      return 'documents';
    case 'KeyS':
      return 'scans';
    case 'KeyA':
      return 'attach';
    case 'KeyL':
      return 'timeline';
    default:
      return null;
  }
}

import { KEY } from '../../ui/key-names';

/** What each key does, in the order in which a day needs them. */
export const KEY_GROUPS = [
  {
    name: 'around',
    rows: [
      ['moveCursor', null],
      ['hour', KEY.page],
      ['ends', KEY.homeEnd],
      ['enter', KEY.enter],
      ['nextFree', `${KEY.nextFree} / ${KEY.shift} ${KEY.nextFree}`],
      ['today', KEY.today],
      ['days', `${KEY.previous} ${KEY.next}`],
      ['view', KEY.view],
      ['columns', KEY.columns],
      ['columnShow', KEY.space],
      ['columnOrder', KEY.altUpDown],
      ['date', KEY.date],
      ['intoMonth', KEY.tab],
      ['find', KEY.find],
    ],
  },
  {
    name: 'visit',
    rows: [
      ['in', KEY.checkIn],
      ['room', KEY.room],
      ['done', KEY.done],
      ['cancel', KEY.cancel],
      ['move', KEY.move],
      ['park', KEY.park],
      ['copyVisit', KEY.copyVisit],
      ['videoLink', KEY.videoLink],
      ['message', KEY.message],
      ['walkIn', KEY.walkIn],
    ],
  },
  {
    name: 'line',
    rows: [
      ['callIn', KEY.callIn],
      ['skip', KEY.skip],
      ['stepOut', KEY.stepOut],
      ['backInLine', KEY.backInLine],
      ['boardNames', KEY.names],
    ],
  },
  {
    name: 'message',
    rows: [
      ['whatsapp', KEY.whatsapp],
      ['email', KEY.email],
      ['copy', KEY.copy],
      ['byPhone', KEY.byPhone],
    ],
  },
  {
    name: 'typing',
    rows: [
      ['save', KEY.enter],
      ['existing', KEY.existing],
      ['putAside', KEY.escape],
    ],
  },
  {
    name: 'moving',
    rows: [
      ['moveArrows', null],
      ['resize', KEY.shift],
      ['otherDay', `${KEY.previous} ${KEY.next} ${KEY.date}`],
      ['drop', KEY.enter],
      ['escape', KEY.escape],
    ],
  },
  {
    name: 'anywhere',
    rows: [
      ['undo', `${KEY.ctrlZ} / ${KEY.undo}`],
      ['redo', KEY.ctrlY],
      ['late', KEY.late],
      ['toMove', KEY.toMove],
      ['reminders', KEY.reminders],
      ['print', KEY.print],
      ['board', KEY.board],
      ['lookUp', KEY.lookUp],
      ['paper', KEY.paper],
      ['sheet', KEY.help],
      ['leave', KEY.escape],
    ],
  },
] as const;

import type { CommandContext, HandlersOf } from '#electron/ipc/context';
import { personOf } from '#electron/ipc/person';
import type { PaperRequest } from '#shared/contract/printing';
import type { Destination, PrintingService } from './service';
import { allPaperSettings, savePaperSettings } from './settings';

/** The calls of area `printing`. */
export function printingHandlers(printing: PrintingService): HandlersOf<'printing'> {
  const print = ({ db, caller }: CommandContext, request: PaperRequest, to: Destination) =>
    printing.print(db, personOf(caller), request, to);

  return {
    'printing.daySheet': (context, { to, ...days }) => print(context, { kind: 'daySheet', ...days }, to),
    'printing.slip': (context, { to, appointmentId }) => print(context, { kind: 'slip', appointmentId }, to),
    'printing.label': (context, { to, patientId }) => print(context, { kind: 'label', patientId }, to),
    'printing.card': (context, { to, patientId }) => print(context, { kind: 'card', patientId }, to),
    'printing.appointmentNote': (context, { to, appointmentId }) =>
      print(context, { kind: 'appointmentNote', appointmentId }, to),
    'printing.prescription': (context, { to, prescriptionId }) =>
      print(context, { kind: 'prescription', prescriptionId }, to),
    'printing.medicalPaper': (context, { to, paperId }) =>
      print(context, { kind: 'medicalPaper', paperId }, to),
    'printing.visitSheet': (context, { to, appointmentId }) =>
      print(context, { kind: 'visitSheet', appointmentId }, to),
    'printing.testPage': ({ caller }, { kind, settings, to }) =>
      printing.testPage(personOf(caller), kind, settings, to),
    'printing.printers': async () => {
      const printers = await printing.printers();
      return { printers: printers === null ? null : [...printers] };
    },
    'printing.paperSettings': ({ tx, caller }) => allPaperSettings(tx, caller.deskId),
    'printing.savePaperSettings': async (context, { kind, settings }) => {
      await savePaperSettings(context, kind, settings);
      return { kind, settings };
    },
    'printing.failed': ({ tx, caller }) => printing.failed(tx, caller.deskId),
    'printing.again': ({ db, caller }, { id, to }) => printing.again(db, personOf(caller), id, to),
    'printing.forget': async ({ tx, person }, { id }) => {
      await printing.forget(tx, person.deskId, id);
      return { id };
    },
  };
}

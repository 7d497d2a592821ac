import type { EventData } from '#shared/contract/events';
import { DeskId } from '#shared/values/ids';
import { AppointmentsService } from './features/appointments/service';
import { Calendar } from './features/appointments/calendar';
import { Parking } from './features/appointments/parking';
import { appointmentsHandlers } from './features/appointments/handlers';
import { videoLinkOf } from './features/appointments/video-links';
import { checkMayWriteFor } from './features/appointments/policy';
import { createDoctorsService } from './features/doctors/service';
import { doctorsHandlers } from './features/doctors/handlers';
import { desksHandlers } from './features/desks/handlers';
import { DeskService } from './features/desks/service';
import { draftsHandlers } from './features/drafts/handlers';
import { DraftsService } from './features/drafts/service';
import { healthHandlers } from './features/health/handlers';
import { HealthService } from './features/health/service';
import { jobsHandlers } from './features/jobs/handlers';
import { CallLists } from './features/late/calls';
import { lateHandlers } from './features/late/handlers';
import { LateService } from './features/late/service';
import { messagesHandlers } from './features/messages/handlers';
import { MessagesService, lastTold } from './features/messages/service';
import { presenceHandlers } from './features/presence/handlers';
import { PresenceService } from './features/presence/service';
import { printingHandlers } from './features/printing/handlers';
import { PrintingService } from './features/printing/service';
import { reindexPatients } from './features/patients/indexing';
import { patientsHandlers } from './features/patients/handlers';
import { getPatient } from './features/patients/loading';
import { bringBackPatient, registerPatient, removePatient } from './features/patients/service';
import { queueHandlers } from './features/queue/handlers';
import { QueueService } from './features/queue/service';
import { sessionHandlers } from './features/session/handlers';
import { SessionService } from './features/session/service';
import { createSettingsService } from './features/settings/service';
import { settingsHandlers } from './features/settings/handlers';
import type { Handlers } from './ipc/context';
import { type Dispatcher, createDispatcher } from './ipc/dispatch';
import { Sessions } from './ipc/sessions';
import { UndoHistory } from './ipc/undo';
import { openMongo } from './mongo/connection';
import { openSequelize } from './mysql/connection';
import { definePatientModel } from './mysql/models/patient';
import { createSchemaGate } from './mysql/schema-gate';
import { openDatabase } from './mysql/transactions';
import { startChangeFeed } from './platform/change-feed';
import type { AppConfig } from './platform/config';
import type { Logger } from './platform/logger';
import { openWords } from './platform/words';
import { startHousekeeping } from './platform/housekeeping';
import { startJobRunner } from './platform/jobs/runner';
import { startOutboxWorker } from './platform/outbox-worker';
import { rebuildVisits } from './platform/outbox/rebuild';
import type { Clock, Paper, Secrets } from './platform/ports';

export interface Ports {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly paper: Paper;
  readonly logger: Logger;
}

export interface Container {
  readonly dispatcher: Dispatcher;
  /** Ends the background work, then closes both stores. */
  stop(): Promise<void>;
}

/** Every service of the application, made by hand, in the order in which they need each other. */
export function createContainer(config: AppConfig, ports: Ports): Container {
  const { clock, logger } = ports;
  const deskId = DeskId.parse(config.deskId);
  const sequelize = openSequelize(config.mysqlUrl);
  const db = openDatabase(sequelize, clock);
  const mongo = openMongo(config.mongoUrl);

  const schema = createSchemaGate(db);
  const sessions = new Sessions();
  const undo = new UndoHistory();
  const settings = createSettingsService(db, logger);
  const doctors = createDoctorsService();
  const calendar = new Calendar(settings, doctors);
  const visits = new AppointmentsService(settings);
  const patients = {
    clock,
    patients: definePatientModel(sequelize),
    timeZone: async () => (await settings.current()).timeZone,
  };
  const presence = new PresenceService(db, logger);
  const callLists = new CallLists({ settings, lastTold });
  const desks = new DeskService({
    db,
    deskId,
    deskName: config.deskName,
    appVersion: config.appVersion,
    logger,
  });
  const dispatcher: Dispatcher = createDispatcher({
    db,
    deskId,
    sessions,
    undo,
    logger,
    handlers: () => handlers,
    prepare: () => Promise.all([settings.current(), schema.mayWrite()]),
    committed: () => {
      feed.nudge();
      outbox.kick();
      jobs.kick();
    },
  });

  const handlers: Handlers = {
    ...sessionHandlers({
      service: new SessionService(db, deskId),
      sessions,
      undo,
      isSampleClinic: async () => (await settings.current()).sample,
    }),
    ...settingsHandlers(settings),
    ...healthHandlers(new HealthService({ db, mongo, clock, appVersion: config.appVersion })),
    ...desksHandlers(desks),
    ...presenceHandlers(presence),
    ...draftsHandlers(new DraftsService(db, ports.secrets, logger)),
    ...jobsHandlers(),
    ...printingHandlers(
      new PrintingService({
        settings,
        doctors,
        patients: { get: getPatient },
        calendar,
        paper: ports.paper,
        clock,
        words: { en: openWords('en'), hi: openWords('hi') },
        logger,
      }),
    ),
    ...doctorsHandlers(doctors),
    ...patientsHandlers(patients),
    ...appointmentsHandlers({
      service: visits,
      calendar,
      parking: new Parking(visits, settings),
      undo,
      send: dispatcher.send,
    }),
    ...queueHandlers(
      new QueueService({
        settings,
        doctors,
        calendar,
        visits,
        patients: {
          get: getPatient,
          register: (context, fields) => registerPatient(patients, context, fields),
          remove: (context, at) => removePatient(patients, context, at, true),
          bringBack: bringBackPatient,
        },
        checkMayWriteFor,
      }),
    ),
    ...lateHandlers(new LateService({ settings, calls: callLists, checkMayWriteFor }), callLists),
    ...messagesHandlers(new MessagesService({ settings, checkMayWriteFor, videoLinkOf })),
  };

  const connection: EventData<'connection'> = { mysql: 'up', mongo: 'up' };
  const tellConnection = () => {
    for (const window of dispatcher.all()) window.send('connection', connection);
  };
  mongo.onState((state) => {
    connection.mongo = state;
    tellConnection();
  });
  const feed = startChangeFeed({
    db,
    logger,
    publish: (event) => {
      if (event.scope === 'all' || event.area === 'settings') settings.invalidate();
      for (const window of dispatcher.listening()) window.send('changed', event);
    },
    onServerState: (state) => {
      connection.mysql = state;
      schema.forget();
      if (state === 'up') void desks.announce();
      tellConnection();
    },
  });
  const outbox = startOutboxWorker({ db, mongo, deskId, logger });
  const jobs = startJobRunner({
    db,
    deskId,
    logger,
    kinds: {
      reindex: async ({ signal, progress }) => {
        await reindexPatients(db, { signal, onProgress: progress });
      },
      rebuild_visits: async ({ signal, progress }) => {
        await rebuildVisits(db, mongo.collections, { signal, onProgress: progress });
      },
    },
  });
  const housekeeping = startHousekeeping(db, logger);
  desks.start();
  presence.start();

  return {
    dispatcher,
    stop: async () => {
      desks.stop();
      presence.stop();
      await Promise.all([feed.stop(), outbox.stop(), jobs.stop(), housekeeping.stop()]);
      await Promise.all([db.close(), mongo.close()]);
    },
  };
}

import type { ChangedEvent, EventData } from '#shared/contract/events';
import { DeskId } from '#shared/values/ids';
import { AppointmentsService } from './features/appointments/service';
import { Calendar } from './features/appointments/calendar';
import { FreeTimes } from './features/appointments/next-free';
import { freeOn } from './features/appointments/free-repository';
import { lockPatient } from './features/appointments/merged';
import { Parking } from './features/appointments/parking';
import { appointmentsHandlers } from './features/appointments/handlers';
import { videoLinkOf } from './features/appointments/video-links';
import { checkMayWriteFor } from './features/appointments/policy';
import { checkHours } from './features/appointments/rules';
import { auditHandlers } from './features/audit/handlers';
import { AuditService } from './features/audit/service';
import { openFiles } from './features/documents/places';
import { DoctorProfiles } from './features/doctors/profiles';
import { createDoctorsService } from './features/doctors/service';
import { doctorsHandlers } from './features/doctors/handlers';
import { desksHandlers } from './features/desks/handlers';
import { DeskService } from './features/desks/service';
import { draftsHandlers } from './features/drafts/handlers';
import { DraftsService } from './features/drafts/service';
import { healthHandlers } from './features/health/handlers';
import { HealthService } from './features/health/service';
import { DoctorHours } from './features/hours/doctor-hours';
import { hoursHandlers } from './features/hours/handlers';
import { HoursService } from './features/hours/service';
import { HoursUndo } from './features/hours/take-back';
import { importsHandlers } from './features/imports/handlers';
import { ImportsService } from './features/imports/service';
import { jobsHandlers } from './features/jobs/handlers';
import { CallLists } from './features/late/calls';
import { lateHandlers } from './features/late/handlers';
import { LateService } from './features/late/service';
import { messagesHandlers } from './features/messages/handlers';
import { MessagesService, lastTold } from './features/messages/service';
import { peopleHandlers } from './features/people/handlers';
import { PeopleService } from './features/people/service';
import { presenceHandlers } from './features/presence/handlers';
import { PresenceService } from './features/presence/service';
import { openPrinting } from './features/printing/open';
import { patientsHandlers } from './features/patients/handlers';
import { getPatient, recordsOf } from './features/patients/loading';
import { bringBackPatient, registerPatient, removePatient } from './features/patients/service';
import { queueHandlers } from './features/queue/handlers';
import { QueueService } from './features/queue/service';
import { retentionHandlers } from './features/retention/handlers';
import { sessionHandlers } from './features/session/handlers';
import { SessionService } from './features/session/service';
import { createSettingsService } from './features/settings/service';
import { settingsHandlers } from './features/settings/handlers';
import { systemHandlers } from './features/system/handlers';
import { SystemService } from './features/system/service';
import type { Handlers } from './ipc/context';
import { type Dispatcher, createDispatcher } from './ipc/dispatch';
import { Sessions } from './ipc/sessions';
import { UndoHistory } from './ipc/undo';
import { bookingLists } from './booking-lists';
import { consultingRoom, papersOfTheRoom } from './consulting-room';
import { deskFolders } from './desk-folders';
import { importParts } from './import-parts';
import { startLongWork } from './long-work';
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
import { startOutboxWorker } from './platform/outbox-worker';
import { keepErrors } from './platform/recent-errors';
import type { Clock, Downloads, Folders, Paper, Secrets } from './platform/ports';

export interface Ports {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly paper: Paper;
  readonly downloads: Downloads;
  readonly folders: Folders;
  readonly logger: Logger;
}

export interface Container {
  readonly dispatcher: Dispatcher;
  /** Ends the background work, then closes both stores. */
  stop(): Promise<void>;
}

/** Every service of the application, made by hand, in the order in which they need each other. */
export function createContainer(config: AppConfig, ports: Ports): Container {
  const { clock, downloads } = ports;
  const errors = keepErrors(ports.logger, clock);
  const { logger } = errors;
  const deskId = DeskId.parse(config.deskId);
  const sequelize = openSequelize(config.mysqlUrl);
  const db = openDatabase(sequelize, clock);
  const mongo = openMongo(config.mongoUrl);
  const files = openFiles(mongo.collections, config.s3);

  const schema = createSchemaGate(db);
  const sessions = new Sessions();
  const undo = new UndoHistory();
  const settings = createSettingsService(db, logger);
  const doctors = createDoctorsService();
  const hours = new DoctorHours(settings, doctors);
  const hoursChanges = new HoursService(settings);
  const calendar = new Calendar(hours, doctors);
  const visits = new AppointmentsService(settings, hours);
  const parking = new Parking(visits, settings, hours);
  const patients = {
    clock,
    patients: definePatientModel(sequelize),
    timeZone: async () => (await settings.current()).timeZone,
  };
  const imported = importParts({ clock, settings, hours, doctors });
  const words = { en: openWords('en'), hi: openWords('hi') };
  const exported = deskFolders({
    db,
    deskId,
    clock,
    settings,
    doctors,
    mongo,
    downloads,
    folders: ports.folders,
    words,
    logger,
    told: () => {
      const event: ChangedEvent = { scope: 'rows', area: 'desks', ids: [], days: [] };
      for (const window of dispatcher.listening()) window.send('changed', event);
    },
  });
  const presence = new PresenceService(db, logger);
  const callLists = new CallLists({ settings, hours, lastTold });
  const desks = new DeskService({
    db,
    deskId,
    deskName: config.deskName,
    appVersion: config.appVersion,
    logger,
  });
  const accounts = new SessionService(db, deskId);
  const health = new HealthService({ db, mongo, clock, appVersion: config.appVersion });
  const dispatcher: Dispatcher = createDispatcher({
    db,
    deskId,
    sessions,
    undo,
    logger,
    handlers: () => handlers,
    prepare: () => Promise.all([settings.current(), schema.mayWrite()]),
    renewed: (signedIn) => accounts.renewed(signedIn),
    committed: () => {
      feed.nudge();
      outbox.kick();
      jobs.kick();
    },
  });

  const handlers: Handlers = {
    ...sessionHandlers({
      service: accounts,
      sessions,
      undo,
      isSampleClinic: async () => (await settings.current()).sample,
    }),
    ...settingsHandlers(settings),
    ...healthHandlers(health),
    ...desksHandlers(desks),
    ...presenceHandlers(presence),
    ...draftsHandlers(new DraftsService(db, ports.secrets, logger)),
    ...jobsHandlers(),
    ...systemHandlers(
      new SystemService({
        db,
        mongo,
        files,
        mysqlUrl: config.mysqlUrl,
        deskId,
        appVersion: config.appVersion,
        logger,
        health,
        errors,
        feedRead: () => feed.read(),
      }),
    ),
    ...retentionHandlers(settings),
    ...auditHandlers(new AuditService({ settings })),
    ...exported.handlers,
    ...importsHandlers(new ImportsService(imported)),
    ...openPrinting({
      settings,
      doctors,
      patients: { get: getPatient },
      calendar,
      paper: ports.paper,
      clock,
      words,
      ...papersOfTheRoom({ recordsOf, settings, mongo }),
      logger,
    }),
    ...doctorsHandlers(doctors, new DoctorProfiles({ settings, parking })),
    ...patientsHandlers(patients),
    ...peopleHandlers(new PeopleService(db)),
    ...appointmentsHandlers({
      service: visits,
      calendar,
      parking,
      freeTimes: new FreeTimes({ settings, doctors, hours }),
      undo,
      send: dispatcher.send,
    }),
    ...hoursHandlers({ hours, service: hoursChanges, undo: new HoursUndo(hoursChanges) }),
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
        lockPatient,
        checkMayWriteFor,
        checkHours,
      }),
    ),
    ...consultingRoom({ settings, lockPatient, recordsOf, mongo, files, downloads, clock }),
    ...bookingLists({
      settings,
      doctors,
      hours,
      freeOn,
      visits,
      parking,
      lockPatient,
      checkMayWriteFor,
    }),
    ...lateHandlers(new LateService({ settings, hours, calls: callLists, checkMayWriteFor }), callLists),
    ...messagesHandlers(
      new MessagesService({
        settings,
        checkMayWriteFor,
        nextOpenDay: (tx, date) => hours.nextOpenDay(tx, date),
        videoLinkOf,
      }),
    ),
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
      if (event.scope === 'all' || event.area === 'people') void dispatcher.recheck();
      exported.changed(event);
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
  const jobs = startLongWork({
    db,
    mongo,
    deskId,
    logger,
    settings,
    imported,
    exportAll: exported.job,
    mayWrite: () => schema.mayWrite(),
  });
  const housekeeping = startHousekeeping(db, logger, [() => files.collect()]);
  desks.start();
  presence.start();
  exported.start();

  return {
    dispatcher,
    stop: async () => {
      desks.stop();
      presence.stop();
      await Promise.all([feed.stop(), outbox.stop(), jobs.stop(), housekeeping.stop()]);
      await exported.stop();
      files.close();
      await Promise.all([db.close(), mongo.close()]);
    },
  };
}

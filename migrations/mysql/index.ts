import { people } from './0001-people';
import { hours } from './0002-hours';
import { auditAndFeed } from './0003-audit-and-feed';
import { appointments } from './0004-appointments';
import { appointmentTriggers } from './0005-appointment-triggers';
import { clinical } from './0006-clinical';
import { payments } from './0007-payments';
import { historyGuards } from './0008-history-guards';
import { requestsAndWork } from './0009-requests-and-work';
import { desksAndSettings } from './0010-desks-and-settings';
import { patientSearch } from './0011-patient-search';
import { patientDesk } from './0012-patient-desk';
import { videoLinks } from './0013-video-links';
import { queueMarks } from './0014-queue-marks';
import { lateAndMessages } from './0015-late-and-messages';
import { failedPapers } from './0016-failed-papers';
import { presenceOfPeople } from './0017-presence-of-people';
import { oneJobOfAKind } from './0020-one-job-of-a-kind';
import type { MysqlMigration } from './steps';

/** Every MySQL migration in its order, listed by hand: none is found by looking into a folder. */
export const mysqlMigrations: readonly MysqlMigration[] = [
  people,
  hours,
  auditAndFeed,
  appointments,
  appointmentTriggers,
  clinical,
  payments,
  historyGuards,
  requestsAndWork,
  desksAndSettings,
  patientSearch,
  patientDesk,
  videoLinks,
  queueMarks,
  lateAndMessages,
  failedPapers,
  presenceOfPeople,
  oneJobOfAKind,
];

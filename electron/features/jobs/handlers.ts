import type { HandlersOf } from '#electron/ipc/context';
import { cancelJob, listJobs, startJob } from './service';

export function jobsHandlers(): HandlersOf<'jobs'> {
  return {
    'jobs.start': async (context, { kind }) => ({ job: await startJob(context, kind) }),
    'jobs.cancel': async (context, { id }) => ({ job: await cancelJob(context, id) }),
    'jobs.list': ({ tx }) => listJobs(tx),
  };
}

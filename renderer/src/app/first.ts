// Imported before everything else: Zod must not try to compile schemas, which the page's CSP refuses.
import { z } from 'zod';

z.config({ jitless: true });

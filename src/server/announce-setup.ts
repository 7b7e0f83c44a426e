import type { App } from '$lib/server/app';
import { ensureSetupCode } from '$lib/server/identity/public-service';

/** An empty database serves only the first-run wizard; whoever reads the log may open it. */
export async function announceSetup(app: App, origin: string): Promise<void> {
  const code = await ensureSetupCode(app);
  if (code)
    app.log.warn(
      { open: `${origin}/setup`, code },
      'this database is empty: open the address and enter the code to set Waymark up'
    );
}

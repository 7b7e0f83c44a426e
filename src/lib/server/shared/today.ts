import type { App } from '../app';

/** The day by the app's clock, as an ISO date: municipalities are valid from and to a day. */
export function today(app: App): string {
  return app.now().toISOString().slice(0, 10);
}

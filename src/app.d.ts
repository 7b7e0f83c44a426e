import type { Actor } from '$lib/domain/identity/actor';
import type { App as WaymarkApp } from '$lib/server/app';
import type { SignedInPerson } from '$lib/server/auth/sessions';
import type { StorageTrouble } from '$lib/server/shared/storage-trouble';

declare global {
  namespace App {
    interface Locals {
      app: WaymarkApp;
      actor: Actor;
      person: SignedInPerson | null;
      /** Ties a log line to an error page. */
      requestId: string;
      /** Why this request could not save anything, if the place it is saved in was the reason. */
      trouble?: StorageTrouble;
    }
    interface Error {
      message: string;
      requestId?: string;
    }
    interface PageData {
      person?: SignedInPerson | null;
    }
  }
}

export {};

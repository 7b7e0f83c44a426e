import type { PageData } from './$types';

export type CampaignShown = PageData['campaign'];
export type ProgressShown = NonNullable<PageData['progress']>;
export type RecipientRow = ProgressShown['recipients'][number];
export type Errors = Record<string, string | undefined>;

CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`channels` text NOT NULL,
	`roles` text NOT NULL,
	`filter` text NOT NULL,
	`costs` text NOT NULL,
	`per_minute` integer NOT NULL,
	`send_by` text NOT NULL,
	`link_key` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`stopped_at` integer,
	`paused_because` text,
	`lost_seen` integer DEFAULT 0 NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `campaign_network` ON `campaign` (`network_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `campaign_state` ON `campaign` (`state`);--> statement-breakpoint
CREATE TABLE `campaign_message` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`step_id` text NOT NULL,
	`recipient_id` text NOT NULL,
	`state` text NOT NULL,
	`address_hash` text,
	`planned_at` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_at` integer,
	`sent_at` integer,
	`because` text,
	`bounce` text,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_id`) REFERENCES `campaign_step`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient_id`) REFERENCES `campaign_recipient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_message_step` ON `campaign_message` (`step_id`,`recipient_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_message_address` ON `campaign_message` (`step_id`,`address_hash`);--> statement-breakpoint
CREATE INDEX `campaign_message_due` ON `campaign_message` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `campaign_message_claimed` ON `campaign_message` (`claimed_at`);--> statement-breakpoint
CREATE INDEX `campaign_message_recipient` ON `campaign_message` (`recipient_id`);--> statement-breakpoint
CREATE TABLE `campaign_recipient` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`contact_id` text,
	`channel` text NOT NULL,
	`locale` text NOT NULL,
	`reply` text,
	`replied_at` integer,
	`rests_until` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_recipient_contact` ON `campaign_recipient` (`campaign_id`,`contact_id`);--> statement-breakpoint
CREATE INDEX `campaign_recipient_municipality` ON `campaign_recipient` (`municipality_id`,`campaign_id`);--> statement-breakpoint
CREATE INDEX `campaign_recipient_c` ON `campaign_recipient` (`contact_id`);--> statement-breakpoint
CREATE TABLE `campaign_reply` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`campaign_id` text,
	`recipient_id` text,
	`way` text NOT NULL,
	`matched_by` text,
	`kind` text,
	`bounce` text,
	`bounce_status` text,
	`at` integer NOT NULL,
	`sorted_at` integer,
	`sorted_by` text,
	`discarded` integer DEFAULT false NOT NULL,
	`case_number` text,
	`until` text,
	`named_name` text DEFAULT '' NOT NULL,
	`named_email` text DEFAULT '' NOT NULL,
	`from_address` text DEFAULT '' NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`excerpt` text DEFAULT '' NOT NULL,
	`mail_hash` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient_id`) REFERENCES `campaign_recipient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_reply_mail` ON `campaign_reply` (`network_id`,`mail_hash`);--> statement-breakpoint
CREATE INDEX `campaign_reply_waiting` ON `campaign_reply` (`network_id`,`sorted_at`);--> statement-breakpoint
CREATE INDEX `campaign_reply_recipient` ON `campaign_reply` (`recipient_id`);--> statement-breakpoint
CREATE INDEX `campaign_reply_campaign` ON `campaign_reply` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `campaign_step` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`position` integer NOT NULL,
	`after_days` integer NOT NULL,
	`texts` text NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_step_position` ON `campaign_step` (`campaign_id`,`position`);--> statement-breakpoint
CREATE TABLE `campaign_touch` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`channel` text NOT NULL,
	`reached_on` text NOT NULL,
	`reply` text,
	`replied_on` text,
	`logged_by` text NOT NULL,
	`logged_at` integer NOT NULL,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_touch_once` ON `campaign_touch` (`campaign_id`,`channel`,`municipality_id`);--> statement-breakpoint
CREATE INDEX `campaign_touch_municipality` ON `campaign_touch` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `contact_language` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`locale` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mail_folder_mark` (
	`id` text PRIMARY KEY NOT NULL,
	`uid_validity` text NOT NULL,
	`last_uid` integer NOT NULL,
	`read_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `field_author` (
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`field` text NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`entity`, `entity_id`, `field`)
);
--> statement-breakpoint
CREATE TABLE `field_conflict` (
	`id` text PRIMARY KEY NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`author` text NOT NULL,
	`at` integer NOT NULL,
	`standing_by` text NOT NULL,
	`standing_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `field_conflict_entity` ON `field_conflict` (`entity`,`entity_id`);--> statement-breakpoint
CREATE INDEX `field_conflict_open` ON `field_conflict` (`network_id`,`settled_at`);--> statement-breakpoint
CREATE TABLE `contact` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`channel` text,
	`source` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`stay_in_touch_days` integer,
	`basis` text,
	`basis_on` text,
	`opted_out_on` text,
	`opt_out_scope` text,
	`more_emails` text,
	`more_phones` text,
	`merged_into` text,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_network` ON `contact` (`network_id`,`municipality_id`);--> statement-breakpoint
CREATE INDEX `contact_email` ON `contact` (`network_id`,`email`);--> statement-breakpoint
CREATE INDEX `contact_phone` ON `contact` (`network_id`,`phone`);--> statement-breakpoint
CREATE TABLE `device_seen` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`device` text,
	`seen_at` integer NOT NULL,
	`used_at` integer,
	`unsent` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `device_seen_person` ON `device_seen` (`person_id`);--> statement-breakpoint
CREATE INDEX `device_seen_at` ON `device_seen` (`seen_at`);--> statement-breakpoint
CREATE TABLE `notify_choice` (
	`person_id` text PRIMARY KEY NOT NULL,
	`push` integer NOT NULL,
	`silence` integer NOT NULL,
	`last_about` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `push_key` (
	`id` text PRIMARY KEY NOT NULL,
	`private_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `push_subscription` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`device` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`failures` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `push_subscription_person` ON `push_subscription` (`person_id`);--> statement-breakpoint
CREATE TABLE `push_waiting` (
	`id` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	FOREIGN KEY (`subscription_id`) REFERENCES `push_subscription`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `push_waiting_next` ON `push_waiting` (`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `push_waiting_subscription` ON `push_waiting` (`subscription_id`);--> statement-breakpoint
CREATE TABLE `pairing_agenda` (
	`pairing_id` text NOT NULL,
	`id` text NOT NULL,
	`session` integer NOT NULL,
	`text` text NOT NULL,
	`done` integer NOT NULL,
	`removed` integer NOT NULL,
	`version` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`pairing_id`, `id`),
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pairing_evaluation` (
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`helped` integer NOT NULL,
	`goals` text NOT NULL,
	`worked` text NOT NULL,
	`missing` text NOT NULL,
	`again` integer NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`pairing_id`, `side`),
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pairing_file` (
	`id` text PRIMARY KEY NOT NULL,
	`pairing_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	`removed_by` text,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_file_pairing` ON `pairing_file` (`pairing_id`);--> statement-breakpoint
CREATE TABLE `pairing_visit` (
	`id` text PRIMARY KEY NOT NULL,
	`pairing_id` text NOT NULL,
	`on` text NOT NULL,
	`place` text NOT NULL,
	`purpose` text NOT NULL,
	`travel` integer NOT NULL,
	`lodging` integer NOT NULL,
	`other` integer NOT NULL,
	`hours` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_visit_pairing` ON `pairing_visit` (`pairing_id`);--> statement-breakpoint
CREATE TABLE `contact_card` (
	`network_id` text NOT NULL,
	`uid` text NOT NULL,
	`contact_id` text NOT NULL,
	`imported_at` integer NOT NULL,
	PRIMARY KEY(`network_id`, `uid`)
);
--> statement-breakpoint
CREATE INDEX `contact_card_contact` ON `contact_card` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_index` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` text NOT NULL,
	`network_id` text NOT NULL,
	`sort_key` text NOT NULL,
	`municipality_id` text,
	`role` text NOT NULL,
	`removed` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_index_contactId_unique` ON `contact_index` (`contact_id`);--> statement-breakpoint
CREATE INDEX `contact_index_name` ON `contact_index` (`network_id`,`removed`,`sort_key`,`contact_id`);--> statement-breakpoint
CREATE INDEX `contact_index_role` ON `contact_index` (`network_id`,`removed`,`role`,`sort_key`,`contact_id`);--> statement-breakpoint
CREATE INDEX `contact_index_place` ON `contact_index` (`network_id`,`removed`,`municipality_id`,`sort_key`,`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_merge` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`kept_id` text NOT NULL,
	`gone_id` text NOT NULL,
	`kept_before` text NOT NULL,
	`gone_before` text NOT NULL,
	`kept_after` text NOT NULL,
	`moved` text NOT NULL,
	`merged_at` integer NOT NULL,
	`merged_by` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_merge_kept` ON `contact_merge` (`kept_id`);--> statement-breakpoint
CREATE INDEX `contact_merge_gone` ON `contact_merge` (`gone_id`);--> statement-breakpoint
CREATE INDEX `contact_merge_network` ON `contact_merge` (`network_id`);--> statement-breakpoint
CREATE TABLE `contact_retention` (
	`network_id` text PRIMARY KEY NOT NULL,
	`untouched_months` integer,
	`opted_out_months` integer,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `erasure` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`hashes` text NOT NULL,
	`reason` text NOT NULL,
	`erased_at` integer NOT NULL,
	`erased_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `opt_out` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`kind` text NOT NULL,
	`address` text,
	`hash` text NOT NULL,
	`scope` text NOT NULL,
	`on` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `opt_out_hash` ON `opt_out` (`network_id`,`kind`,`hash`,`scope`,`source`);--> statement-breakpoint
CREATE INDEX `opt_out_address` ON `opt_out` (`network_id`,`kind`,`address`);--> statement-breakpoint
CREATE TABLE `mentoring_remark` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`text` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `mentoring_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentoring_remark_session` ON `mentoring_remark` (`session_id`);--> statement-breakpoint
CREATE TABLE `mentoring_session` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`pairing_id` text NOT NULL,
	`held_on` text NOT NULL,
	`form` text NOT NULL,
	`participants` text NOT NULL,
	`done` text NOT NULL,
	`next_steps` text NOT NULL,
	`next_on` text,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentoring_session_pairing` ON `mentoring_session` (`pairing_id`,`held_on`);--> statement-breakpoint
CREATE INDEX `mentoring_session_network` ON `mentoring_session` (`network_id`);--> statement-breakpoint
CREATE TABLE `mentoring_session_earlier` (
	`id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`content` text NOT NULL,
	`until` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `mentoring_session`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentoring_session_earlier_session` ON `mentoring_session_earlier` (`session_id`);--> statement-breakpoint
CREATE TABLE `pairing_story` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`pairing_id` text NOT NULL,
	`side` text NOT NULL,
	`text` text NOT NULL,
	`dimension` text NOT NULL,
	`criterion_id` text NOT NULL,
	`month` text NOT NULL,
	`edition` integer NOT NULL,
	`mentee_consent_at` integer,
	`mentor_consent_at` integer,
	`withdrawn_at` integer,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pairing_id`) REFERENCES `pairing`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pairing_story_network` ON `pairing_story` (`network_id`);--> statement-breakpoint
CREATE INDEX `pairing_story_pairing` ON `pairing_story` (`pairing_id`);--> statement-breakpoint
CREATE TABLE `file_piece` (
	`person_id` text NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`person_id`, `sha256`, `at`)
);
--> statement-breakpoint
CREATE TABLE `file_upload` (
	`person_id` text NOT NULL,
	`sha256` text NOT NULL,
	`size` integer NOT NULL,
	`received` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `sha256`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `file_upload_updated` ON `file_upload` (`updated_at`);--> statement-breakpoint
DROP INDEX `sync_command_device`;--> statement-breakpoint
ALTER TABLE `mail` ADD `calendar` text;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `forms` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `months` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `rest` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `avoid` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `goals` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `distance` text;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `wishes` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `prefers` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `systems` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `groups` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `consented_at` integer;--> statement-breakpoint
ALTER TABLE `mentoring_profile` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `group_id` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `goals` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `pairing` ADD `invited_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `mentee_accepted_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `mentor_accepted_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `declined_by` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `decline_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `pairing` ADD `replaces_id` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `started_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `ends_on` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `closed_as` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `closed_by` text;--> statement-breakpoint
ALTER TABLE `pairing` ADD `followed_up_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `nudged_at` integer;--> statement-breakpoint
ALTER TABLE `pairing` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `pairing_status` ON `pairing` (`status`);--> statement-breakpoint
ALTER TABLE `round` ADD `state` text DEFAULT 'draft' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `collect_until` text;--> statement-breakpoint
ALTER TABLE `round` ADD `reply_days` integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `objective` text DEFAULT 'total' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `proven` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `weights` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `pins` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `forbids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `blocking` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `round` ADD `computed_at` integer;--> statement-breakpoint
ALTER TABLE `round` ADD `closed_at` integer;--> statement-breakpoint
ALTER TABLE `meeting_attendee` ADD `contact_id` text;--> statement-breakpoint
CREATE INDEX `attendee_contact` ON `meeting_attendee` (`contact_id`);--> statement-breakpoint
UPDATE `round` SET `state` = 'published', `proven` = 1 WHERE `published_at` IS NOT NULL;--> statement-breakpoint
UPDATE `pairing` SET `status` = 'active', `started_at` = (SELECT `published_at` FROM `round` WHERE `round`.`id` = `pairing`.`round_id`) WHERE `status` = 'published';--> statement-breakpoint
UPDATE `mentoring_profile` SET `consented_at` = `updated_at`;

CREATE TABLE `contact_import_change` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`kind` text NOT NULL,
	`before` text,
	`after_hash` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `list_import`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_import_change_import` ON `contact_import_change` (`import_id`);--> statement-breakpoint
CREATE INDEX `contact_import_change_contact` ON `contact_import_change` (`contact_id`);--> statement-breakpoint
CREATE TABLE `list_import` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`settings` text NOT NULL,
	`state` text NOT NULL,
	`stop_asked` integer DEFAULT false NOT NULL,
	`total` integer NOT NULL,
	`done_rows` integer NOT NULL,
	`counts` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`touched_at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	`undone` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `list_import_network` ON `list_import` (`network_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE TABLE `list_mapping` (
	`network_id` text NOT NULL,
	`kind` text NOT NULL,
	`signature` text NOT NULL,
	`columns` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`network_id`, `kind`, `signature`),
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `meeting_import_change` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`meeting_id` text NOT NULL,
	`kind` text NOT NULL,
	`before` text,
	`after_hash` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `list_import`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_import_change_import` ON `meeting_import_change` (`import_id`);--> statement-breakpoint
CREATE INDEX `meeting_import_change_meeting` ON `meeting_import_change` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `barrier_correction` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`raised_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`barrier_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`side` text NOT NULL,
	`by` text NOT NULL,
	`said_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	`settled` text,
	`answer` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `barrier_correction_raised` ON `barrier_correction` (`raised_id`);--> statement-breakpoint
CREATE INDEX `barrier_correction_network` ON `barrier_correction` (`network_id`,`settled_at`);--> statement-breakpoint
CREATE INDEX `barrier_correction_municipality` ON `barrier_correction` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `data_person` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`contact_id` text,
	`person_id` text,
	`version` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `data_person_contact` ON `data_person` (`contact_id`);--> statement-breakpoint
CREATE TABLE `follow_up_digest` (
	`person_id` text NOT NULL,
	`network_id` text NOT NULL,
	`week` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `network_id`, `week`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `follow_up_snooze` (
	`id` text PRIMARY KEY NOT NULL,
	`follow_up_id` text NOT NULL,
	`from_due` text NOT NULL,
	`to_due` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`beside` integer NOT NULL,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_up`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_snooze_of` ON `follow_up_snooze` (`follow_up_id`,`at`);--> statement-breakpoint
CREATE TABLE `meeting_index` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`meeting_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_index_meetingId_unique` ON `meeting_index` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `meeting_photo` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	`removed_by` text,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_photo_meeting` ON `meeting_photo` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `meeting_thanks` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`contact_id` text,
	`sent_by` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_thanks_meeting` ON `meeting_thanks` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `meeting_thanks_contact` ON `meeting_thanks` (`contact_id`);--> statement-breakpoint
CREATE TABLE `meeting_invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`planned_meeting_id` text NOT NULL,
	`contact_id` text,
	`person_id` text,
	`sequence` integer,
	`method` text,
	`mail_id` text,
	`heard` integer DEFAULT false NOT NULL,
	`withheld` text,
	`reply` text,
	`reply_sequence` integer,
	`replied_at` integer,
	FOREIGN KEY (`planned_meeting_id`) REFERENCES `planned_meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_invitation_meeting` ON `meeting_invitation` (`planned_meeting_id`);--> statement-breakpoint
CREATE INDEX `meeting_invitation_contact` ON `meeting_invitation` (`contact_id`);--> statement-breakpoint
CREATE INDEX `meeting_invitation_person` ON `meeting_invitation` (`person_id`);--> statement-breakpoint
CREATE INDEX `meeting_invitation_mail` ON `meeting_invitation` (`mail_id`);--> statement-breakpoint
CREATE TABLE `planned_meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`form` text NOT NULL,
	`starts_at` text NOT NULL,
	`minutes` integer NOT NULL,
	`time_zone` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`agenda` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`stamped_at` integer NOT NULL,
	`reminded_for` text,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `planned_meeting_network` ON `planned_meeting` (`network_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `planned_meeting_by` ON `planned_meeting` (`created_by`,`starts_at`);--> statement-breakpoint
CREATE INDEX `planned_meeting_due` ON `planned_meeting` (`state`,`starts_at`);--> statement-breakpoint
CREATE TABLE `planned_meeting_municipality` (
	`planned_meeting_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	PRIMARY KEY(`planned_meeting_id`, `municipality_id`),
	FOREIGN KEY (`planned_meeting_id`) REFERENCES `planned_meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `planned_meeting_municipality_m` ON `planned_meeting_municipality` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `material` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`texts` text NOT NULL,
	`audience` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `material_network` ON `material` (`network_id`);--> statement-breakpoint
CREATE TABLE `material_content` (
	`material_id` text NOT NULL,
	`number` integer NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`material_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `material_download` (
	`material_id` text NOT NULL,
	`number` integer NOT NULL,
	`day` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`material_id`, `number`, `day`),
	FOREIGN KEY (`material_id`) REFERENCES `material`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `material_version` (
	`material_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	PRIMARY KEY(`material_id`, `number`),
	FOREIGN KEY (`material_id`) REFERENCES `material`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `public_page` (
	`network_id` text PRIMARY KEY NOT NULL,
	`slug` text,
	`page_on` integer DEFAULT false NOT NULL,
	`widget_on` integer DEFAULT false NOT NULL,
	`texts` text NOT NULL,
	`owner_id` text,
	`form_key` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `public_page_slug` ON `public_page` (`slug`);--> statement-breakpoint
CREATE TABLE `visit_sign_up` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`wish` text NOT NULL,
	`locale` text NOT NULL,
	`token_hash` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`contact_id` text,
	`follow_up_id` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visit_sign_up_tokenHash_unique` ON `visit_sign_up` (`token_hash`);--> statement-breakpoint
CREATE INDEX `visit_sign_up_network` ON `visit_sign_up` (`network_id`,`confirmed_at`);--> statement-breakpoint
CREATE INDEX `visit_sign_up_email` ON `visit_sign_up` (`network_id`,`email`);--> statement-breakpoint
CREATE INDEX `visit_sign_up_contact` ON `visit_sign_up` (`contact_id`);--> statement-breakpoint
ALTER TABLE `campaign_message` ADD `mailed_hash` text;--> statement-breakpoint
ALTER TABLE `network` ADD `time_zone` text;--> statement-breakpoint
ALTER TABLE `mail` ADD `calendar_method` text;--> statement-breakpoint
ALTER TABLE `mail` ADD `reply_to` text;--> statement-breakpoint
ALTER TABLE `mail` ADD `contact_id` text;--> statement-breakpoint
ALTER TABLE `notify_choice` ADD `digest` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `follow_up` ADD `promised_by` text;--> statement-breakpoint
ALTER TABLE `meeting` ADD `interest_before` integer;--> statement-breakpoint
ALTER TABLE `meeting` ADD `interest_after` integer;--> statement-breakpoint
ALTER TABLE `meeting` ADD `knowledge` text;--> statement-breakpoint
ALTER TABLE `meeting` ADD `goals_met` text;--> statement-breakpoint
ALTER TABLE `meeting` ADD `next_contact_on` text;
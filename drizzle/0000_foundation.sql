CREATE TABLE `answer` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`value` text,
	`note` text DEFAULT '' NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	`answered_by` text NOT NULL,
	`answered_at` integer NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_criterion` ON `answer` (`assessment_id`,`criterion_id`);--> statement-breakpoint
CREATE TABLE `answer_conflict` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`value` text,
	`note` text NOT NULL,
	`evidence` text NOT NULL,
	`answered_by` text NOT NULL,
	`answered_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_conflict_assessment` ON `answer_conflict` (`assessment_id`);--> statement-breakpoint
CREATE TABLE `answer_history` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`value` text,
	`note` text NOT NULL,
	`evidence` text NOT NULL,
	`version` integer NOT NULL,
	`answered_by` text NOT NULL,
	`answered_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_history_criterion` ON `answer_history` (`assessment_id`,`criterion_id`);--> statement-breakpoint
CREATE TABLE `assessment` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`wave_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`started_at` integer,
	`submitted_at` integer,
	`submitted_by` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessment_wave` ON `assessment` (`wave_id`,`municipality_id`);--> statement-breakpoint
CREATE INDEX `assessment_municipality` ON `assessment` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `wave` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`name` text NOT NULL,
	`model_id` text NOT NULL,
	`model_version` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `wave_network` ON `wave` (`network_id`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`network_id` text,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text
);
--> statement-breakpoint
CREATE INDEX `audit_network` ON `audit_log` (`network_id`,`at`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`network_id` text NOT NULL,
	`role` text NOT NULL,
	`municipality_id` text,
	`email` text,
	`invited_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` text,
	`revoked_at` integer,
	`renewal_asked_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`used_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_network` ON `invitation` (`network_id`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`network_id` text NOT NULL,
	`role` text NOT NULL,
	`municipality_id` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`successor_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `membership_person` ON `membership` (`person_id`);--> statement-breakpoint
CREATE INDEX `membership_network` ON `membership` (`network_id`,`municipality_id`);--> statement-breakpoint
CREATE TABLE `network` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`locale` text NOT NULL,
	`threshold` integer DEFAULT 5 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`password_hash` text,
	`totp_secret` text,
	`totp_confirmed_at` integer,
	`totp_counter` integer,
	`disabled_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_unique` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`device` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `setup_code` (
	`id` text PRIMARY KEY NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `sign_in_code` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`subject_id` text,
	`email` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_code_email` ON `sign_in_code` (`email`);--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`failed_at` integer,
	`expires_at` integer,
	`next_attempt_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mail_waiting` ON `mail` (`sent_at`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `mentoring_profile` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`offers` text NOT NULL,
	`capacity` integer NOT NULL,
	`wants` text NOT NULL,
	`languages` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pairing` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`round_id` text NOT NULL,
	`mentee_id` text NOT NULL,
	`mentor_id` text NOT NULL,
	`dimension` text NOT NULL,
	`score` real NOT NULL,
	`reasons` text NOT NULL,
	`status` text NOT NULL,
	`mentee_officer_id` text,
	`mentor_officer_id` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentee_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mentor_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pairing_pair` ON `pairing` (`round_id`,`mentee_id`,`mentor_id`);--> statement-breakpoint
CREATE INDEX `pairing_mentor` ON `pairing` (`mentor_id`);--> statement-breakpoint
CREATE INDEX `pairing_mentee` ON `pairing` (`mentee_id`);--> statement-breakpoint
CREATE TABLE `round` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`total` real NOT NULL,
	`bound` real NOT NULL,
	`unmatched` text NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `round_network` ON `round` (`network_id`);--> statement-breakpoint
CREATE TABLE `model_version` (
	`id` text NOT NULL,
	`version` text NOT NULL,
	`model` text NOT NULL,
	`texts` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `meeting_attendee` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendee_meeting` ON `meeting_attendee` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `follow_up` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`meeting_id` text,
	`municipality_id` text,
	`what` text NOT NULL,
	`owner_id` text NOT NULL,
	`due` text NOT NULL,
	`done_at` integer,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follow_up_due` ON `follow_up` (`network_id`,`due`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`held_on` text NOT NULL,
	`form` text NOT NULL,
	`background` text DEFAULT '' NOT NULL,
	`work_so_far` text DEFAULT '' NOT NULL,
	`exchange` text DEFAULT '' NOT NULL,
	`conclusions` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_network` ON `meeting` (`network_id`,`held_on`);--> statement-breakpoint
CREATE TABLE `meeting_barrier` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`barrier_id` text NOT NULL,
	`severity` integer NOT NULL,
	`quote` text DEFAULT '' NOT NULL,
	`consent` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_barrier_meeting` ON `meeting_barrier` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `meeting_barrier_barrier` ON `meeting_barrier` (`barrier_id`);--> statement-breakpoint
CREATE TABLE `meeting_municipality` (
	`meeting_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	PRIMARY KEY(`meeting_id`, `municipality_id`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_municipality_m` ON `meeting_municipality` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `municipality` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`name_second` text,
	`county_code` text,
	`county_name` text,
	`group_code` text,
	`urbanisation` integer,
	`population` integer,
	`lat` real,
	`lon` real,
	`valid_from` text,
	`valid_to` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `municipality_code` ON `municipality` (`network_id`,`code`) WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX `municipality_network` ON `municipality` (`network_id`,`name`);--> statement-breakpoint
CREATE TABLE `register_import` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`counts` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `register_import_network` ON `register_import` (`network_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `register_import_change` (
	`import_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`kind` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`import_id`, `municipality_id`),
	FOREIGN KEY (`import_id`) REFERENCES `register_import`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `register_mapping` (
	`network_id` text NOT NULL,
	`signature` text NOT NULL,
	`mapping` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`network_id`, `signature`),
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `municipality_succession` (
	`predecessor_id` text NOT NULL,
	`successor_id` text NOT NULL,
	`date` text NOT NULL,
	PRIMARY KEY(`predecessor_id`, `successor_id`),
	FOREIGN KEY (`predecessor_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edition` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`wave_id` text NOT NULL,
	`number` integer NOT NULL,
	`document` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `edition_network` ON `edition` (`network_id`,`number`);--> statement-breakpoint
CREATE TABLE `step` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`owner_id` text,
	`due` text,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `step_criterion` ON `step` (`municipality_id`,`criterion_id`);--> statement-breakpoint
CREATE TABLE `change_feed` (
	`cursor` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`network_id` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`municipality_id` text
);
--> statement-breakpoint
CREATE INDEX `change_feed_network` ON `change_feed` (`network_id`,`cursor`);--> statement-breakpoint
CREATE TABLE `sync_command` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`payload_hash` text NOT NULL,
	`outcome` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sync_command_device` ON `sync_command` (`device_id`,`seq`);
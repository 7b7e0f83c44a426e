CREATE TABLE `access_link` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`purpose` text NOT NULL,
	`assessment_id` text,
	`criterion_id` text,
	`token_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`used_at` integer,
	`used_by_name` text,
	`used_by_role` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_link_token` ON `access_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `access_link_municipality` ON `access_link` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `answer_import` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`changes` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_import_assessment` ON `answer_import` (`assessment_id`);--> statement-breakpoint
CREATE TABLE `assessment_revision` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`revision` integer NOT NULL,
	`reason` text NOT NULL,
	`submitted_at` integer NOT NULL,
	`submitted_by` text,
	`approved_at` integer,
	`answers` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessment_revision_number` ON `assessment_revision` (`assessment_id`,`revision`);--> statement-breakpoint
CREATE TABLE `check_result` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`municipality_id` text NOT NULL,
	`person_id` text NOT NULL,
	`model_id` text NOT NULL,
	`model_version` text NOT NULL,
	`answers` text NOT NULL,
	`taken_at` integer NOT NULL,
	`kept_at` integer NOT NULL,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `check_result_municipality` ON `check_result` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `evidence_file` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	`removed_at` integer,
	`removed_by` text,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evidence_file_assessment` ON `evidence_file` (`assessment_id`,`criterion_id`);--> statement-breakpoint
CREATE TABLE `file_content` (
	`sha256` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `review_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`criterion_id` text,
	`text` text NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_comment_assessment` ON `review_comment` (`assessment_id`);--> statement-breakpoint
CREATE TABLE `device_key` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`secret` text NOT NULL,
	`proof_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `device_key_person` ON `device_key` (`person_id`);--> statement-breakpoint
CREATE TABLE `model_draft` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`model_id` text NOT NULL,
	`base_version` text NOT NULL,
	`model` text NOT NULL,
	`texts` text NOT NULL,
	`bridge` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `model_draft_network` ON `model_draft` (`network_id`);--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_token` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feed_person` ON `calendar_feed` (`person_id`);--> statement-breakpoint
CREATE TABLE `municipality_setting` (
	`municipality_id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`conditions` text NOT NULL,
	`target` text,
	`example` integer NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`updated_by` text NOT NULL,
	FOREIGN KEY (`municipality_id`) REFERENCES `municipality`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reminder_opt_out` (
	`person_id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `answer` ADD `origin` text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE `answer_history` ADD `origin` text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE `assessment` ADD `mode` text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE `assessment` ADD `opened_at` integer;--> statement-breakpoint
ALTER TABLE `assessment` ADD `ready_at` integer;--> statement-breakpoint
ALTER TABLE `assessment` ADD `returned_at` integer;--> statement-breakpoint
ALTER TABLE `assessment` ADD `returned_by` text;--> statement-breakpoint
ALTER TABLE `assessment` ADD `approved_at` integer;--> statement-breakpoint
ALTER TABLE `assessment` ADD `approved_by` text;--> statement-breakpoint
ALTER TABLE `assessment` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `assessment` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `assessment` ADD `named` integer;--> statement-breakpoint
ALTER TABLE `wave` ADD `publish` text DEFAULT 'aggregates' NOT NULL;--> statement-breakpoint
ALTER TABLE `model_version` ADD `bridge` text;--> statement-breakpoint
ALTER TABLE `model_version` ADD `network_id` text REFERENCES network(id);--> statement-breakpoint
ALTER TABLE `step` ADD `owner_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `step` ADD `note` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `step` ADD `done_tips` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `step` ADD `reminded_for` text;
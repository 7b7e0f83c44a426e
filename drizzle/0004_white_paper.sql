CREATE TABLE `boundary` (
	`network_id` text NOT NULL,
	`level` text NOT NULL,
	`drawing` text NOT NULL,
	`areas` text NOT NULL,
	`source` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	PRIMARY KEY(`network_id`, `level`),
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edition_approval` (
	`id` text PRIMARY KEY NOT NULL,
	`edition_id` text NOT NULL,
	`sha256` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`voided_at` integer,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `edition_approval_of` ON `edition_approval` (`edition_id`);--> statement-breakpoint
CREATE TABLE `edition_file` (
	`edition_id` text NOT NULL,
	`content` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`software` text NOT NULL,
	`made_at` integer NOT NULL,
	PRIMARY KEY(`edition_id`, `content`, `name`),
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edition_part` (
	`edition_id` text NOT NULL,
	`name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`edition_id`, `name`),
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `edition_redaction` (
	`id` text PRIMARY KEY NOT NULL,
	`edition_id` text NOT NULL,
	`block` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `edition_redaction_of` ON `edition_redaction` (`edition_id`);--> statement-breakpoint
CREATE TABLE `editorial_piece` (
	`network_id` text NOT NULL,
	`wave_id` text NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`content` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`wave_id`, `key`, `version`),
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_comment` (
	`id` text PRIMARY KEY NOT NULL,
	`network_id` text NOT NULL,
	`wave_id` text NOT NULL,
	`block` text NOT NULL,
	`text` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` text,
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_comment_wave` ON `report_comment` (`wave_id`,`at`);--> statement-breakpoint
CREATE TABLE `report_picture` (
	`network_id` text NOT NULL,
	`sha256` text NOT NULL,
	`type` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`network_id`, `sha256`),
	FOREIGN KEY (`network_id`) REFERENCES `network`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `file_content`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `answer_vector` (
	`assessment_id` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `wave` ADD `threshold` integer;--> statement-breakpoint
ALTER TABLE `edition` ADD `manifest` text;--> statement-breakpoint
ALTER TABLE `edition` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `edition` ADD `sha256_now` text;--> statement-breakpoint
ALTER TABLE `edition` ADD `corrects_id` text;--> statement-breakpoint
ALTER TABLE `edition` ADD `correction` text;--> statement-breakpoint
ALTER TABLE `edition` ADD `release` text;--> statement-breakpoint
CREATE INDEX `contact_touch` ON `contact` (`network_id`,`stay_in_touch_days`);--> statement-breakpoint
CREATE INDEX `follow_up_meeting` ON `follow_up` (`meeting_id`);
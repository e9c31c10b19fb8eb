-- Made by `manage.py write_snapshot` from the migrations 06416519d1f651d782bf906ba04ba7938dd2109c7d3a55e2508c554ce40ce265
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
CREATE TABLE "accounts_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "accounts_consent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "version" varchar(20) NOT NULL, "given_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "consent_once_per_version" UNIQUE ("user_id", "kind", "version"));
CREATE TABLE "account_emailconfirmation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created" datetime NOT NULL, "sent" datetime NULL, "key" varchar(64) NOT NULL UNIQUE, "email_address_id" integer NOT NULL REFERENCES "account_emailaddress" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "account_emailaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verified" bool NOT NULL, "primary" bool NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "email" varchar(254) NOT NULL);
CREATE TABLE "accounts_mail" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sealed" text NOT NULL, "useful_until" datetime NOT NULL, "taken_until" datetime NULL, "posted_at" datetime NOT NULL);
CREATE TABLE "accounts_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "first_name" varchar(150) NOT NULL, "last_name" varchar(150) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "email" varchar(254) NOT NULL UNIQUE, "age_confirmed_at" datetime NULL, "silenced_until" datetime NULL, "suspended_until" datetime NULL, "time_zone" varchar(40) DEFAULT '' NOT NULL);
CREATE TABLE "accounts_sanction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(12) NOT NULL, "is_lifted" bool NOT NULL, "until" datetime NULL, "made_at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "person_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reason" text NOT NULL, CONSTRAINT "sanction_has_an_end_unless_it_warns" CHECK (((NOT "is_lifted" AND "kind" = 'warning' AND "until" IS NULL) OR ("is_lifted" AND "kind" IN ('silence', 'suspension') AND "until" IS NULL) OR (NOT "is_lifted" AND "kind" IN ('silence', 'suspension') AND "until" IS NOT NULL))), CONSTRAINT "sanction_has_a_reason" CHECK (NOT ("reason" = '')));
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "analytics_measurement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "fact_id" bigint NULL, "name" varchar(120) NOT NULL, "actor" varchar(32) NOT NULL, "properties" text NOT NULL CHECK ((JSON_VALID("properties") OR "properties" IS NULL)), "at" datetime NOT NULL, CONSTRAINT "measured_once" UNIQUE ("fact_id"));
CREATE TABLE "badges_award" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" varchar(40) NOT NULL, "because" varchar(80) NOT NULL, "awarded_at" datetime NOT NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "award_once" UNIQUE ("user_id", "code", "because"));
CREATE TABLE "circles_membership" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "joined_at" datetime NOT NULL, "circle_id" bigint NOT NULL REFERENCES "circles_circle" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "join_once" UNIQUE ("circle_id", "user_id"));
CREATE TABLE "circles_circle" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(40) NOT NULL UNIQUE, "kind" varchar(12) NOT NULL, "month" date NULL UNIQUE, "name" varchar(320) NOT NULL, "name_zh_hant" varchar(320) NOT NULL, "name_en" varchar(480) NOT NULL, "description" varchar(2400) NOT NULL, "description_zh_hant" varchar(2400) NOT NULL, "description_en" varchar(3200) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "members_count" integer unsigned NOT NULL CHECK ("members_count" >= 0), "threads_count" integer unsigned NOT NULL CHECK ("threads_count" >= 0), "created_at" datetime NOT NULL, "meant_for" varchar(10) DEFAULT '' NOT NULL, CONSTRAINT "birth_club_has_month" CHECK ((("kind" = 'topic' AND "month" IS NULL) OR ("kind" = 'birth_club' AND "month" IS NOT NULL))));
CREATE TABLE "wagtailcore_collection" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_groupcollectionpermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "pageviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_pageviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pageviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(255) NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "restriction_type" varchar(20) NOT NULL);
CREATE TABLE "wagtailcore_collectionviewrestriction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "restriction_type" varchar(20) NOT NULL, "password" varchar(255) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_collectionviewrestriction_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "collectionviewrestriction_id" integer NOT NULL REFERENCES "wagtailcore_collectionviewrestriction" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_site" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "hostname" varchar(255) NOT NULL, "port" integer NOT NULL, "is_default_site" bool NOT NULL, "root_page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_name" varchar(255) NOT NULL);
CREATE TABLE "wagtailcore_task" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "active" bool NOT NULL);
CREATE TABLE "wagtailcore_groupapprovaltask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowpage" ("page_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowtask" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupapprovaltask_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "groupapprovaltask_id" integer NOT NULL REFERENCES "wagtailcore_groupapprovaltask" ("task_ptr_id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_locale" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "language_code" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "wagtailcore_page" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "path" varchar(255) NOT NULL UNIQUE, "depth" integer unsigned NOT NULL CHECK ("depth" >= 0), "numchild" integer unsigned NOT NULL CHECK ("numchild" >= 0), "title" varchar(255) NOT NULL, "slug" varchar(255) NOT NULL, "live" bool NOT NULL, "has_unpublished_changes" bool NOT NULL, "url_path" text NOT NULL, "seo_title" varchar(255) NOT NULL, "show_in_menus" bool NOT NULL, "search_description" text NOT NULL, "go_live_at" datetime NULL, "expire_at" datetime NULL, "expired" bool NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "owner_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locked" bool NOT NULL, "latest_revision_created_at" datetime NULL, "first_published_at" datetime NULL, "live_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "last_published_at" datetime NULL, "draft_title" varchar(255) NOT NULL, "locked_at" datetime NULL, "locked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "locale_id" integer NOT NULL REFERENCES "wagtailcore_locale" ("id") DEFERRABLE INITIALLY DEFERRED, "translation_key" char(32) NOT NULL, "alias_of_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "latest_revision_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_commentreply" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "comment_id" integer NOT NULL REFERENCES "wagtailcore_comment" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_pagesubscription" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "comment_notifications" bool NOT NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_comment" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "text" text NOT NULL, "contentpath" text NOT NULL, "position" text NOT NULL, "created_at" datetime NOT NULL, "updated_at" datetime NOT NULL, "resolved_at" datetime NULL, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "resolved_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "revision_created_id" integer NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_referenceindex" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "to_object_id" varchar(255) NOT NULL, "model_path" text NOT NULL, "content_path" text NOT NULL, "content_path_hash" char(32) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "to_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_taskstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "task_id" integer NOT NULL REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_state_id" integer NOT NULL REFERENCES "wagtailcore_workflowstate" ("id") DEFERRABLE INITIALLY DEFERRED, "finished_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "comment" text NOT NULL, "revision_id" integer NOT NULL REFERENCES "wagtailcore_revision" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "status" varchar(50) NOT NULL, "created_at" datetime NOT NULL, "current_task_state_id" integer NULL UNIQUE REFERENCES "wagtailcore_taskstate" ("id") DEFERRABLE INITIALLY DEFERRED, "requested_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED, "object_id" varchar(255) NOT NULL, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_workflowcontenttype" ("content_type_id" integer NOT NULL PRIMARY KEY REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "workflow_id" integer NOT NULL REFERENCES "wagtailcore_workflow" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_modellogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "object_id" varchar(255) NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NULL, "uuid" char(32) NULL, "revision_id" integer NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_pagelogentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "label" text NOT NULL, "action" varchar(255) NOT NULL, "timestamp" datetime NOT NULL, "content_changed" bool NOT NULL, "deleted" bool NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL, "revision_id" integer NULL, "user_id" bigint NULL, "uuid" char(32) NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)));
CREATE TABLE "wagtailcore_grouppagepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "unique_permission" UNIQUE ("group_id", "page_id", "permission_id"));
CREATE TABLE "wagtailcore_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "approved_go_live_at" datetime NULL, "user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "object_id" varchar(255) NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "base_content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "object_str" text NOT NULL);
CREATE TABLE "wagtailcore_uploadedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(200) NOT NULL, "for_content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_groupsitepermission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NOT NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailcore_apitoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(255) NOT NULL, "key_hash" varchar(64) NOT NULL UNIQUE, "prefix" varchar(16) NOT NULL, "created" datetime NOT NULL, "revoked_at" datetime NULL, "last_used_at" datetime NULL, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "photos_editorialrendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "filter_spec" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "image_id" bigint NOT NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_rendition_per_spec" UNIQUE ("image_id", "filter_spec", "focal_point_key"));
CREATE TABLE "photos_photorendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "format" varchar(4) NOT NULL, "file" varchar(200) NOT NULL, "photo_id" char(32) NOT NULL REFERENCES "photos_photo" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_file_per_width_and_format" UNIQUE ("photo_id", "width", "format"));
CREATE TABLE "notes_notelike" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "note_id" bigint NOT NULL REFERENCES "notes_note" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "like_note_once" UNIQUE ("note_id", "user_id"));
CREATE TABLE "notes_notephoto" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "note_id" bigint NOT NULL REFERENCES "notes_note" ("id") DEFERRABLE INITIALLY DEFERRED, "photo_id" char(32) NOT NULL REFERENCES "photos_photo" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "note_photo_position_once" UNIQUE ("note_id", "position"));
CREATE TABLE "profiles_follow" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "followed_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "follower_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "follow_once" UNIQUE ("follower_id", "followed_id"), CONSTRAINT "not_oneself" CHECK (NOT ("follower_id" = ("followed_id"))));
CREATE TABLE "guides_guidestage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "sort_order" integer NULL, "kind" varchar(10) NOT NULL, "start" smallint unsigned NOT NULL CHECK ("start" >= 0), "end" smallint unsigned NOT NULL CHECK ("end" >= 0), "page_id" integer NOT NULL REFERENCES "guides_guidepage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "stage_starts_before_it_ends" CHECK ("start" <= ("end")));
CREATE TABLE "home_standardpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "contests_terms" ("contest_id" integer NOT NULL PRIMARY KEY REFERENCES "contests_contestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "votes_a_day" smallint unsigned NOT NULL CHECK ("votes_a_day" >= 0), "places" smallint unsigned NOT NULL CHECK ("places" >= 0), "frozen_at" datetime NOT NULL, "closed_at" datetime NULL, "closed_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "contests_entry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "votes_count" integer unsigned NOT NULL CHECK ("votes_count" >= 0), "place" smallint unsigned NULL CHECK ("place" >= 0), "created_at" datetime NOT NULL, "withdrawn_at" datetime NULL, "hidden_at" datetime NULL, "author_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "contest_id" integer NOT NULL REFERENCES "contests_contestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "note_id" bigint NOT NULL UNIQUE REFERENCES "notes_note" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_entry_a_place" UNIQUE ("contest_id", "place"));
CREATE TABLE "contests_vote" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "day" date NOT NULL, "ordinal" smallint unsigned NOT NULL CHECK ("ordinal" >= 0), "created_at" datetime NOT NULL, "contest_id" integer NOT NULL REFERENCES "contests_contestpage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "entry_id" bigint NOT NULL REFERENCES "contests_entry" ("id") DEFERRABLE INITIALLY DEFERRED, "voter_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "votes_of_a_day" UNIQUE ("contest_id", "voter_id", "day", "ordinal"), CONSTRAINT "one_vote_an_entry_a_day" UNIQUE ("entry_id", "voter_id", "day"), CONSTRAINT "votes_count_from_one" CHECK ("ordinal" >= 1));
CREATE TABLE "contests_contestindexpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "intro" varchar(1600) NOT NULL);
CREATE TABLE "contests_contestpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "intro" text NOT NULL, "rules" text NOT NULL CHECK ((JSON_VALID("rules") OR "rules" IS NULL)), "hashtag" varchar(240) NOT NULL, "prize" varchar(2400) NOT NULL, "opens_at" datetime NULL, "entries_close_at" datetime NULL, "votes_close_at" datetime NULL, "votes_wait" bool NOT NULL, "votes_a_day" smallint unsigned NOT NULL CHECK ("votes_a_day" >= 0), "places" smallint unsigned NOT NULL CHECK ("places" >= 0), "show_votes" bool NOT NULL, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "sponsor" varchar(960) NOT NULL);
CREATE TABLE "events_delivery" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "listener" varchar(200) NOT NULL, "queue" varchar(40) NOT NULL, "due_at" datetime NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "error" text NOT NULL, "done_at" datetime NULL, "given_up_at" datetime NULL, "fact_id" bigint NOT NULL REFERENCES "events_fact" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "delivery_once_per_listener" UNIQUE ("fact_id", "listener"));
CREATE TABLE "events_fact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(120) NOT NULL, "payload" text NOT NULL CHECK ((JSON_VALID("payload") OR "payload" IS NULL)), "key" varchar(200) NULL, "at" datetime NOT NULL, "request_id" varchar(64) DEFAULT '' NOT NULL, CONSTRAINT "fact_once_per_key" UNIQUE ("name", "key"));
CREATE TABLE "families_family" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "owner_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "families_child" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "due_date" date NULL, "birth_date" date NULL, "gestation_weeks" smallint unsigned NULL CHECK ("gestation_weeks" >= 0), "gestation_days" smallint unsigned NULL CHECK ("gestation_days" >= 0), "token" char(32) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "family_id" bigint NOT NULL REFERENCES "families_family" ("id") DEFERRABLE INITIALLY DEFERRED, "nickname" varchar(192) NOT NULL, CONSTRAINT "due_or_born" CHECK (("due_date" IS NOT NULL OR "birth_date" IS NOT NULL)), CONSTRAINT "gestation_weeks_possible" CHECK (("gestation_weeks" IS NULL OR "gestation_weeks" BETWEEN 20 AND 45)), CONSTRAINT "gestation_days_of_a_week" CHECK (("gestation_days" IS NULL OR ("gestation_days" BETWEEN 0 AND 6 AND "gestation_weeks" IS NOT NULL))));
CREATE TABLE "kols_kol" ("user_id" bigint NOT NULL PRIMARY KEY REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "credential" varchar(960) NOT NULL, "statement" text NOT NULL, "verified_at" datetime NULL, "applied_at" datetime NOT NULL, "refused_at" datetime NULL, "refused_why" text NOT NULL, "verified_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "paused_until" datetime NULL, "speciality" varchar(480) NOT NULL);
CREATE TABLE "kols_koldecision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verdict" varchar(10) NOT NULL, "reason" text NOT NULL, "made_at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "kol_id" bigint NOT NULL REFERENCES "kols_kol" ("user_id") DEFERRABLE INITIALLY DEFERRED, "shown_as" varchar(1600) NOT NULL, CONSTRAINT "kol_decision_says_why" CHECK (("verdict" IN ('verify', 'resume') OR NOT ("reason" = ''))));
CREATE TABLE "guides_guideindexpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "intro" varchar(1600) NOT NULL);
CREATE TABLE "guides_guidepage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "summary" varchar(1600) NOT NULL, "reviewed_on" date NULL, "sources" text NOT NULL CHECK ((JSON_VALID("sources") OR "sources" IS NULL)), "reading_minutes" smallint unsigned NOT NULL CHECK ("reading_minutes" >= 0), "author_id" bigint NULL REFERENCES "profiles_profile" ("user_id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "reviewer_id" bigint NULL REFERENCES "kols_kol" ("user_id") DEFERRABLE INITIALLY DEFERRED, "words_digest" varchar(64) DEFAULT '' NOT NULL);
CREATE TABLE "guides_guidecheck" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "words" varchar(64) NOT NULL, "shown_as" varchar(1600) NOT NULL, "comment" text NOT NULL, "made_at" datetime NOT NULL, "asked_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "expert_id" bigint NOT NULL REFERENCES "kols_kol" ("user_id") DEFERRABLE INITIALLY DEFERRED, "page_id" integer NOT NULL REFERENCES "guides_guidepage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "revision_id" integer NOT NULL, "written_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "guide_checked_once" UNIQUE ("revision_id", "expert_id", "words"), CONSTRAINT "guide_checked_by_another" CHECK ((NOT ("expert_id" = ("asked_by_id") AND "asked_by_id" IS NOT NULL) AND NOT ("expert_id" = ("written_by_id") AND "written_by_id" IS NOT NULL))));
CREATE TABLE "guides_expertreviewtask" ("task_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_task" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "home_homepage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "hero_text" varchar(1600) NOT NULL, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "hero_guide_id" integer NULL REFERENCES "guides_guidepage" ("page_ptr_id") DEFERRABLE INITIALLY DEFERRED, "hero_title" varchar(480) NOT NULL);
CREATE TABLE "live_comment" ("id" bigint NOT NULL PRIMARY KEY, "offset_ms" integer unsigned NOT NULL CHECK ("offset_ms" >= 0), "created_at" datetime NOT NULL, "hidden_at" datetime NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "session_id" bigint NOT NULL REFERENCES "live_livesession" ("id") DEFERRABLE INITIALLY DEFERRED, "key" char(32) NULL, "text" varchar(800) NOT NULL);
CREATE TABLE "live_livesession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "description" text NOT NULL, "clip" varchar(200) NOT NULL, "scheduled_at" datetime NOT NULL, "started_at" datetime NULL, "ended_at" datetime NULL, "comments_count" integer unsigned NOT NULL CHECK ("comments_count" >= 0), "token" char(32) NULL UNIQUE, "created_at" datetime NOT NULL, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "host_id" bigint NULL REFERENCES "kols_kol" ("user_id") DEFERRABLE INITIALLY DEFERRED, "title" varchar(640) NOT NULL, CONSTRAINT "started_before_ended" CHECK (("ended_at" IS NULL OR "started_at" IS NOT NULL)));
CREATE TABLE "mfa_authenticator" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "type" varchar(20) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "created_at" datetime NOT NULL, "last_used_at" datetime NULL);
CREATE TABLE "moderation_reviewable" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "subject_id" varchar(40) NOT NULL, "state" varchar(10) NOT NULL, "flags_count" integer unsigned NOT NULL CHECK ("flags_count" >= 0), "created_at" datetime NOT NULL, "flagged_at" datetime NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_reviewable_per_subject" UNIQUE ("kind", "subject_id"));
CREATE TABLE "moderation_decision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verdict" varchar(10) NOT NULL, "created_at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reviewable_id" bigint NOT NULL REFERENCES "moderation_reviewable" ("id") DEFERRABLE INITIALLY DEFERRED, "reason" text NOT NULL);
CREATE TABLE "moderation_flag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "reason" varchar(20) NOT NULL, "created_at" datetime NOT NULL, "by_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reviewable_id" bigint NOT NULL REFERENCES "moderation_reviewable" ("id") DEFERRABLE INITIALLY DEFERRED, "note" text NOT NULL, CONSTRAINT "flag_once" UNIQUE ("reviewable_id", "by_id"));
CREATE TABLE "notes_note" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "stars" smallint unsigned NULL CHECK ("stars" >= 0), "text" text NOT NULL, "html" text NOT NULL, "excerpt" varchar(720) NOT NULL, "topics" text NOT NULL CHECK ((JSON_VALID("topics") OR "topics" IS NULL)), "token" char(32) NOT NULL UNIQUE, "likes_count" integer unsigned NOT NULL CHECK ("likes_count" >= 0), "created_at" datetime NOT NULL, "edited_at" datetime NULL, "deleted_at" datetime NULL, "hidden_at" datetime NULL, "author_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "product_id" bigint NULL REFERENCES "products_product" ("id") DEFERRABLE INITIALLY DEFERRED, "title" varchar(480) NOT NULL, CONSTRAINT "one_to_five_stars" CHECK (("stars" IS NULL OR "stars" BETWEEN 1 AND 5)));
CREATE TABLE "notifications_notice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(40) NOT NULL, "message" varchar(300) NOT NULL, "params" text NOT NULL CHECK ((JSON_VALID("params") OR "params" IS NULL)), "url" varchar(300) NOT NULL, "key" varchar(120) NOT NULL, "created_at" datetime NOT NULL, "read_at" datetime NULL, "actor_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "to_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "told_once" UNIQUE ("to_id", "key"));
CREATE TABLE "operations_run" ("task" varchar(120) NOT NULL PRIMARY KEY, "started_at" datetime NOT NULL, "finished_at" datetime NULL, "milliseconds" integer unsigned NULL CHECK ("milliseconds" >= 0), "error" text NOT NULL);
CREATE TABLE "operations_switch" ("name" varchar(40) NOT NULL PRIMARY KEY, "because" text NOT NULL CHECK ((JSON_VALID("because") OR "because" IS NULL)), "since" datetime NOT NULL);
CREATE TABLE "photos_leftfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(200) NOT NULL, "since" datetime NOT NULL);
CREATE TABLE "photos_piece" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "start" integer unsigned NOT NULL CHECK ("start" >= 0), "name" varchar(200) NOT NULL, "kept" bool NOT NULL, "upload_id" char(32) NOT NULL REFERENCES "photos_upload" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "photos_upload" ("id" char(32) NOT NULL PRIMARY KEY, "place" varchar(200) NOT NULL, "size" integer unsigned NOT NULL CHECK ("size" >= 0), "received" integer unsigned NOT NULL CHECK ("received" >= 0), "created_at" datetime NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "received_no_more_than_it_has" CHECK ("received" <= ("size")));
CREATE TABLE "photos_editorialimage" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "description" varchar(255) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "file_hash" varchar(40) NOT NULL, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "credit" varchar(960) NOT NULL);
CREATE TABLE "photos_photo" ("id" char(32) NOT NULL PRIMARY KEY, "file" varchar(200) NOT NULL, "state" varchar(10) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "bytes" integer unsigned NOT NULL CHECK ("bytes" >= 0), "placeholder" text NOT NULL, "phash" varchar(16) NOT NULL, "hidden_at" datetime NULL, "created_at" datetime NOT NULL, "owner_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "screening_id" bigint NOT NULL UNIQUE REFERENCES "screening_screening" ("id") DEFERRABLE INITIALLY DEFERRED, "unused_since" datetime NULL, "frames" smallint unsigned DEFAULT 1 NOT NULL CHECK ("frames" >= 0), "description" varchar(1600) NOT NULL);
CREATE TABLE "previews_preview" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "url" varchar(500) NOT NULL UNIQUE, "state" varchar(10) NOT NULL, "description" varchar(1600) NOT NULL, "site" varchar(2024) NOT NULL, "tries" smallint unsigned NOT NULL CHECK ("tries" >= 0), "problem" varchar(200) NOT NULL, "fetched_at" datetime NULL, "created_at" datetime NOT NULL, "title" varchar(960) NOT NULL);
CREATE TABLE "products_product" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(60) NOT NULL UNIQUE, "brand" varchar(480) NOT NULL, "category" varchar(20) NOT NULL, "description" text NOT NULL, "notes_count" integer unsigned NOT NULL CHECK ("notes_count" >= 0), "rated_count" integer unsigned NOT NULL CHECK ("rated_count" >= 0), "stars_sum" integer unsigned NOT NULL CHECK ("stars_sum" >= 0), "created_at" datetime NOT NULL, "picture_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "name" varchar(640) NOT NULL);
CREATE TABLE "profiles_profile" ("user_id" bigint NOT NULL PRIMARY KEY REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "name" varchar(192) NOT NULL, "folded_name" varchar(384) NOT NULL UNIQUE, "bio" text NOT NULL, "bio_html" text NOT NULL, "avatar_url" varchar(300) NOT NULL, "followers_count" integer unsigned NOT NULL CHECK ("followers_count" >= 0), "following_count" integer unsigned NOT NULL CHECK ("following_count" >= 0), "created_at" datetime NOT NULL, "avatar_id" char(32) NULL REFERENCES "photos_photo" ("id") DEFERRABLE INITIALLY DEFERRED, "verified_as" varchar(480) NOT NULL);
CREATE TABLE "reviews_reviewindexpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "intro" varchar(1600) NOT NULL);
CREATE TABLE "reviews_reviewpage" ("page_ptr_id" integer NOT NULL PRIMARY KEY REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "body" text NOT NULL CHECK ((JSON_VALID("body") OR "body" IS NULL)), "summary" varchar(1600) NOT NULL, "overall" decimal NULL, "scores" text NOT NULL CHECK ((JSON_VALID("scores") OR "scores" IS NULL)), "pros" text NOT NULL CHECK ((JSON_VALID("pros") OR "pros" IS NULL)), "cons" text NOT NULL CHECK ((JSON_VALID("cons") OR "cons" IS NULL)), "used_days" smallint unsigned NOT NULL CHECK ("used_days" >= 0), "honesty" varchar(10) NOT NULL, "author_id" bigint NULL REFERENCES "profiles_profile" ("user_id") DEFERRABLE INITIALLY DEFERRED, "cover_id" bigint NULL REFERENCES "photos_editorialimage" ("id") DEFERRABLE INITIALLY DEFERRED, "product_id" bigint NULL REFERENCES "products_product" ("id") DEFERRABLE INITIALLY DEFERRED, "verdict" varchar(1600) NOT NULL, CONSTRAINT "overall_up_to_five" CHECK ("overall" BETWEEN '0' AND '5'));
CREATE TABLE "screening_screening" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verdict" varchar(10) NOT NULL, "sha256" varchar(64) NOT NULL, "decided_at" datetime NULL, "created_at" datetime NOT NULL, "decided_by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "reason" varchar(1600) NOT NULL);
CREATE TABLE "screening_screeningdecision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "verdict" varchar(10) NOT NULL, "at" datetime NOT NULL, "by_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "screening_id" bigint NOT NULL REFERENCES "screening_screening" ("id") DEFERRABLE INITIALLY DEFERRED, "reason" varchar(1600) NOT NULL);
CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), live INTEGER NOT NULL, building INTEGER);
CREATE TABLE search_document_0 (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, family TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT NOT NULL, titles TEXT NOT NULL, body TEXT NOT NULL, tags TEXT NOT NULL, topics TEXT NOT NULL,
    url TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (kind, key)
);
CREATE VIRTUAL TABLE search_words_0 USING fts5 (title, body, tags, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_sounds_0 USING fts5 (syllables, initials, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_vocabulary_0 USING fts5vocab (search_words_0, 'row');
CREATE TABLE search_topic_0 (
    topic TEXT NOT NULL, at TEXT NOT NULL, document INTEGER NOT NULL, kind TEXT NOT NULL, family TEXT NOT NULL,
    sound TEXT NOT NULL, initials TEXT NOT NULL, PRIMARY KEY (topic, at, document)
) WITHOUT ROWID;
CREATE TABLE search_document_1 (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, family TEXT NOT NULL, language TEXT NOT NULL,
    title TEXT NOT NULL, titles TEXT NOT NULL, body TEXT NOT NULL, tags TEXT NOT NULL, topics TEXT NOT NULL,
    url TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (kind, key)
);
CREATE VIRTUAL TABLE search_words_1 USING fts5 (title, body, tags, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_sounds_1 USING fts5 (syllables, initials, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE search_vocabulary_1 USING fts5vocab (search_words_1, 'row');
CREATE TABLE search_topic_1 (
    topic TEXT NOT NULL, at TEXT NOT NULL, document INTEGER NOT NULL, kind TEXT NOT NULL, family TEXT NOT NULL,
    sound TEXT NOT NULL, initials TEXT NOT NULL, PRIMARY KEY (topic, at, document)
) WITHOUT ROWID;
CREATE TABLE "search_index_synonyms" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "note" varchar(1600) NOT NULL, "words" varchar(2400) NOT NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "simple_translation_simpletranslation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "threads_postlike" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "post_id" bigint NOT NULL REFERENCES "threads_post" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "like_post_once" UNIQUE ("post_id", "user_id"));
CREATE TABLE "threads_postphoto" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "photo_id" char(32) NOT NULL REFERENCES "photos_photo" ("id") DEFERRABLE INITIALLY DEFERRED, "post_id" bigint NOT NULL REFERENCES "threads_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "post_photo_position_once" UNIQUE ("post_id", "position"), CONSTRAINT "photo_once_per_post" UNIQUE ("post_id", "photo_id"));
CREATE TABLE "threads_post" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "text" text NOT NULL, "html" text NOT NULL, "topics" text NOT NULL CHECK ((JSON_VALID("topics") OR "topics" IS NULL)), "mentions" text NOT NULL CHECK ((JSON_VALID("mentions") OR "mentions" IS NULL)), "likes_count" integer unsigned NOT NULL CHECK ("likes_count" >= 0), "token" char(32) NOT NULL UNIQUE, "created_at" datetime NOT NULL, "edited_at" datetime NULL, "deleted_at" datetime NULL, "hidden_at" datetime NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "thread_id" bigint NOT NULL REFERENCES "threads_thread" ("id") DEFERRABLE INITIALLY DEFERRED, "reply_to_id" bigint NULL REFERENCES "threads_post" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "number_once_per_thread" UNIQUE ("thread_id", "number"), CONSTRAINT "numbers_begin_with_one" CHECK ("number" >= 1));
CREATE TABLE "threads_thread" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "about_kind" varchar(20) NOT NULL, "about_id" varchar(40) NOT NULL, "about_url" varchar(300) NOT NULL, "excerpt" varchar(880) NOT NULL, "topics" text NOT NULL CHECK ((JSON_VALID("topics") OR "topics" IS NULL)), "posts_count" integer unsigned NOT NULL CHECK ("posts_count" >= 0), "last_number" integer unsigned NOT NULL CHECK ("last_number" >= 0), "last_posted_at" datetime NOT NULL, "closed_at" datetime NULL, "hidden_at" datetime NULL, "deleted_at" datetime NULL, "created_at" datetime NOT NULL, "author_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "circle_id" bigint NULL REFERENCES "circles_circle" ("id") DEFERRABLE INITIALLY DEFERRED, "title" varchar(960) NOT NULL, CONSTRAINT "in_a_circle_or_under_a_page" CHECK (("circle_id" IS NULL OR "about_id" = '')));
CREATE TABLE "usersessions_usersession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "created_at" datetime NOT NULL, "ip" char(39) NOT NULL, "last_seen_at" datetime NOT NULL, "session_key" varchar(40) NOT NULL UNIQUE, "user_agent" varchar(200) NOT NULL, "data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtailadmin_admin" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT);
CREATE TABLE "wagtailadmin_editingsession" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(255) NOT NULL, "last_seen_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "is_editing" bool NOT NULL);
CREATE TABLE "wagtailadmin_formstate" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "data" text NOT NULL, "object_id" varchar(255) NOT NULL, "parent_object_id" varchar(255) NOT NULL, "last_updated_at" datetime NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" bigint NOT NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "wagtaildocs_document" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "created_at" datetime NOT NULL, "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "file_size" bigint unsigned NULL CHECK ("file_size" >= 0));
CREATE TABLE "wagtailembeds_embed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "url" text NOT NULL, "max_width" smallint NULL, "type" varchar(10) NOT NULL, "html" text NOT NULL, "title" text NOT NULL, "author_name" text NOT NULL, "provider_name" text NOT NULL, "width" integer NULL, "height" integer NULL, "last_updated" datetime NOT NULL, "hash" varchar(32) NOT NULL UNIQUE, "thumbnail_url" text NOT NULL, "cache_until" datetime NULL);
CREATE TABLE "wagtailimages_rendition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "width" integer NOT NULL, "height" integer NOT NULL, "focal_point_key" varchar(16) NOT NULL, "filter_spec" varchar(255) NOT NULL, "image_id" integer NOT NULL REFERENCES "wagtailimages_image" ("id") DEFERRABLE INITIALLY DEFERRED, "file" varchar(100) NOT NULL);
CREATE TABLE "wagtailimages_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(255) NOT NULL, "file" varchar(100) NOT NULL, "width" integer NOT NULL, "height" integer NOT NULL, "created_at" datetime NOT NULL, "focal_point_x" integer unsigned NULL CHECK ("focal_point_x" >= 0), "focal_point_y" integer unsigned NULL CHECK ("focal_point_y" >= 0), "focal_point_width" integer unsigned NULL CHECK ("focal_point_width" >= 0), "focal_point_height" integer unsigned NULL CHECK ("focal_point_height" >= 0), "uploaded_by_user_id" bigint NULL REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "file_size" integer unsigned NULL CHECK ("file_size" >= 0), "collection_id" integer NOT NULL REFERENCES "wagtailcore_collection" ("id") DEFERRABLE INITIALLY DEFERRED, "file_hash" varchar(40) NOT NULL, "description" varchar(255) NOT NULL);
CREATE TABLE "wagtailredirects_redirect" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "old_path" varchar(255) NOT NULL, "is_permanent" bool NOT NULL, "redirect_link" varchar(255) NOT NULL, "redirect_page_id" integer NULL REFERENCES "wagtailcore_page" ("id") DEFERRABLE INITIALLY DEFERRED, "site_id" integer NULL REFERENCES "wagtailcore_site" ("id") DEFERRABLE INITIALLY DEFERRED, "automatically_created" bool NOT NULL, "created_at" datetime NULL, "redirect_page_route_path" varchar(255) NOT NULL);
CREATE TABLE "wagtailsearch_indexentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" varchar(50) NOT NULL, "title_norm" real NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "autocomplete" text NULL, "body" text NULL, "title" text NOT NULL);
CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts USING fts5(autocomplete, body, title);
CREATE TABLE "wagtailusers_userprofile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "submitted_notifications" bool NOT NULL, "approved_notifications" bool NOT NULL, "rejected_notifications" bool NOT NULL, "user_id" bigint NOT NULL UNIQUE REFERENCES "accounts_user" ("id") DEFERRABLE INITIALLY DEFERRED, "preferred_language" varchar(10) NOT NULL, "current_time_zone" varchar(40) NOT NULL, "avatar" varchar(100) NOT NULL, "updated_comments_notifications" bool NOT NULL, "dismissibles" text NOT NULL CHECK ((JSON_VALID("dismissibles") OR "dismissibles" IS NULL)), "theme" varchar(40) NOT NULL, "density" varchar(40) NOT NULL, "contrast" varchar(40) NOT NULL, "keyboard_shortcuts" bool NOT NULL);
INSERT INTO "django_migrations" ("id", "app", "name", "applied") VALUES
(1, 'contenttypes', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(2, 'contenttypes', '0002_remove_content_type_name', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(3, 'auth', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(4, 'auth', '0002_alter_permission_name_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(5, 'auth', '0003_alter_user_email_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(6, 'auth', '0004_alter_user_username_opts', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(7, 'auth', '0005_alter_user_last_login_null', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(8, 'auth', '0006_require_contenttypes_0002', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(9, 'auth', '0007_alter_validators_add_error_messages', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(10, 'auth', '0008_alter_user_username_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(11, 'auth', '0009_alter_user_last_name_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(12, 'auth', '0010_alter_group_name_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(13, 'auth', '0011_update_proxy_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(14, 'auth', '0012_alter_user_first_name_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(15, 'accounts', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(16, 'account', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(17, 'account', '0002_email_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(19, 'account', '0004_alter_emailaddress_drop_unique_email', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(20, 'account', '0005_emailaddress_idx_upper_email', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(21, 'account', '0006_emailaddress_lower', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(22, 'account', '0007_emailaddress_idx_email', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(23, 'account', '0008_emailaddress_unique_primary_email_fixup', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(24, 'account', '0009_emailaddress_unique_primary_email', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(25, 'accounts', '0002_mails', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(26, 'accounts', '0003_accounts_by_age', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(27, 'accounts', '0004_operators_addresses_are_confirmed', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(28, 'accounts', '0005_unconfirmed_second_addresses_are_forgotten', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(29, 'accounts', '0006_members_may_be_silenced_or_suspended', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(30, 'accounts', '0007_time_zone', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(31, 'accounts', '0008_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(32, 'accounts', '0009_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(33, 'admin', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(34, 'admin', '0002_logentry_remove_auto_add', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(35, 'admin', '0003_logentry_add_action_flag_choices', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(36, 'analytics', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(37, 'badges', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(38, 'circles', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(39, 'circles', '0002_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(40, 'circles', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(41, 'circles', '0004_whom_a_circle_is_meant_for', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(42, 'circles', '0005_the_circles_known_by_their_address', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(43, 'wagtailcore', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(44, 'wagtailcore', '0002_initial_data', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(45, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(46, 'wagtailcore', '0004_page_locked', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(47, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(48, 'wagtailcore', '0006_add_lock_page_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(49, 'wagtailcore', '0007_page_latest_revision_created_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(50, 'wagtailcore', '0008_populate_latest_revision_created_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(51, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(52, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(53, 'wagtailcore', '0011_page_first_published_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(54, 'wagtailcore', '0012_extend_page_slug_field', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(55, 'wagtailcore', '0013_update_golive_expire_help_text', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(56, 'wagtailcore', '0014_add_verbose_name', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(57, 'wagtailcore', '0015_add_more_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(58, 'wagtailcore', '0016_change_page_url_path_to_text_field', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(59, 'wagtailcore', '0017_change_edit_page_permission_description', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(60, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(61, 'wagtailcore', '0019_verbose_names_cleanup', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(62, 'wagtailcore', '0020_add_index_on_page_first_published_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(63, 'wagtailcore', '0021_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(64, 'wagtailcore', '0022_add_site_name', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(65, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(66, 'wagtailcore', '0024_collection', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(67, 'wagtailcore', '0025_collection_initial_data', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(68, 'wagtailcore', '0026_group_collection_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(69, 'wagtailcore', '0027_fix_collection_path_collation', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(70, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(71, 'wagtailcore', '0028_merge', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(72, 'wagtailcore', '0029_unicode_slugfield_dj19', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(73, 'wagtailcore', '0030_index_on_pagerevision_created_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(74, 'wagtailcore', '0031_add_page_view_restriction_types', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(75, 'wagtailcore', '0032_add_bulk_delete_page_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(76, 'wagtailcore', '0033_remove_golive_expiry_help_text', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(77, 'wagtailcore', '0034_page_live_revision', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(78, 'wagtailcore', '0035_page_last_published_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(79, 'wagtailcore', '0036_populate_page_last_published_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(80, 'wagtailcore', '0037_set_page_owner_editable', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(81, 'wagtailcore', '0038_make_first_published_at_editable', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(82, 'wagtailcore', '0039_collectionviewrestriction', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(83, 'wagtailcore', '0040_page_draft_title', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(84, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(85, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(86, 'wagtailcore', '0043_lock_fields', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(87, 'wagtailcore', '0044_add_unlock_grouppagepermission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(88, 'wagtailcore', '0045_assign_unlock_grouppagepermission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(89, 'wagtailcore', '0046_site_name_remove_null', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(90, 'wagtailcore', '0047_add_workflow_models', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(91, 'wagtailcore', '0048_add_default_workflows', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(92, 'wagtailcore', '0049_taskstate_finished_by', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(93, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(94, 'wagtailcore', '0051_taskstate_comment', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(95, 'wagtailcore', '0052_pagelogentry', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(96, 'wagtailcore', '0053_locale_model', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(97, 'wagtailcore', '0054_initial_locale', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(98, 'wagtailcore', '0055_page_locale_fields', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(99, 'wagtailcore', '0056_page_locale_fields_populate', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(100, 'wagtailcore', '0057_page_locale_fields_notnull', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(101, 'wagtailcore', '0058_page_alias_of', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(102, 'wagtailcore', '0059_apply_collection_ordering', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(103, 'wagtailcore', '0060_fix_workflow_unique_constraint', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(104, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(105, 'wagtailcore', '0062_comment_models_and_pagesubscription', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(106, 'wagtailcore', '0063_modellogentry', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(107, 'wagtailcore', '0064_log_timestamp_indexes', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(108, 'wagtailcore', '0065_log_entry_uuid', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(109, 'wagtailcore', '0066_collection_management_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(110, 'wagtailcore', '0067_alter_pagerevision_content_json', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(111, 'wagtailcore', '0068_log_entry_empty_object', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(112, 'wagtailcore', '0069_log_entry_jsonfield', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(113, 'wagtailcore', '0070_rename_pagerevision_revision', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(114, 'wagtailcore', '0071_populate_revision_content_type', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(115, 'wagtailcore', '0072_alter_revision_content_type_notnull', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(116, 'wagtailcore', '0073_page_latest_revision', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(117, 'wagtailcore', '0074_revision_object_str', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(118, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(119, 'wagtailcore', '0076_modellogentry_revision', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(120, 'wagtailcore', '0077_alter_revision_user', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(121, 'wagtailcore', '0078_referenceindex', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(122, 'wagtailcore', '0079_rename_taskstate_page_revision', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(123, 'wagtailcore', '0080_generic_workflowstate', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(124, 'wagtailcore', '0081_populate_workflowstate_content_type', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(125, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(126, 'wagtailcore', '0083_workflowcontenttype', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(127, 'wagtailcore', '0084_add_default_page_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(128, 'wagtailcore', '0085_add_grouppagepermission_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(129, 'wagtailcore', '0086_populate_grouppagepermission_permission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(130, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(131, 'wagtailcore', '0088_fix_log_entry_json_timestamps', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(132, 'wagtailcore', '0089_log_entry_data_json_null_to_object', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(133, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(134, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(135, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(136, 'wagtailcore', '0093_uploadedfile', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(137, 'wagtailcore', '0094_alter_page_locale', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(138, 'wagtailcore', '0095_groupsitepermission', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(139, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(140, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(141, 'wagtailcore', '0098_apitoken', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(142, 'taggit', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(143, 'taggit', '0002_auto_20150616_2121', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(144, 'taggit', '0003_taggeditem_add_unique_index', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(145, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(146, 'taggit', '0005_auto_20220424_2025', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(147, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(148, 'screening', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(149, 'photos', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(150, 'products', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(151, 'notes', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(152, 'notes', '0002_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(153, 'profiles', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(154, 'reviews', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(155, 'kols', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(156, 'guides', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(157, 'home', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(158, 'home', '0002_front_pages_in_three_languages', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(159, 'contests', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(160, 'contests', '0002_contest_pages_in_three_languages', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(161, 'contests', '0003_dates_of_a_draft_may_be_missing', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(162, 'contests', '0004_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(163, 'contests', '0005_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(164, 'events', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(165, 'events', '0002_number_of_the_request', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(166, 'families', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(167, 'families', '0002_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(168, 'families', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(169, 'kols', '0002_decisions_are_kept_and_marks_may_rest', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(170, 'kols', '0003_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(171, 'kols', '0004_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(172, 'guides', '0002_only_checked_experts_are_offered', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(173, 'guides', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(174, 'guides', '0004_guides_know_the_digest_of_their_words', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(175, 'guides', '0005_experts_say_yes', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(176, 'guides', '0006_workflows_wait_for_experts', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(177, 'guides', '0007_no_day_of_a_check_is_typed', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(178, 'guides', '0008_readers_see_experts_who_said_yes', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(179, 'home', '0003_terms_and_privacy', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(180, 'home', '0004_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(181, 'home', '0005_guides_wait_for_their_expert', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(182, 'live', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(183, 'live', '0002_comment_key', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(184, 'live', '0003_one_comment_per_key', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(185, 'live', '0004_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(186, 'live', '0005_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(187, 'mfa', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(188, 'mfa', '0002_authenticator_timestamps', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(189, 'mfa', '0003_authenticator_type_uniq', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(190, 'moderation', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(191, 'moderation', '0002_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(192, 'moderation', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(193, 'products', '0002_editors_keep_the_catalogue', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(194, 'notes', '0003_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(195, 'notes', '0004_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(196, 'notifications', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(197, 'operations', '0001_switches_and_runs', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(198, 'photos', '0002_left_files', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(199, 'photos', '0003_find_renditions_by_file', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(200, 'photos', '0004_photos_unused_since', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(201, 'photos', '0005_frames_of_photos', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(202, 'photos', '0006_uploads_in_pieces', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(203, 'photos', '0007_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(204, 'photos', '0008_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(205, 'previews', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(206, 'previews', '0002_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(207, 'products', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(208, 'profiles', '0002_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(209, 'profiles', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(210, 'reviews', '0002_product_and_score_of_a_draft_may_be_missing', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(211, 'reviews', '0003_only_checked_experts_are_offered', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(212, 'reviews', '0004_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(213, 'screening', '0002_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(214, 'search_index', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(215, 'search_index', '0002_tables_of_the_embedded_engine', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(216, 'search_index', '0003_first_synonyms', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(217, 'search_index', '0004_editors_may_keep_synonyms', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(218, 'search_index', '0005_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(219, 'sessions', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(220, 'simple_translation', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(221, 'threads', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(222, 'threads', '0002_what_people_made_is_protected', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(223, 'threads', '0003_words_counted_as_seen', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(224, 'usersessions', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(225, 'wagtailadmin', '0001_create_admin_access_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(226, 'wagtailadmin', '0002_admin', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(227, 'wagtailadmin', '0003_admin_managed', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(228, 'wagtailadmin', '0004_editingsession', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(229, 'wagtailadmin', '0005_editingsession_is_editing', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(230, 'wagtailadmin', '0006_formstate', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(231, 'wagtaildocs', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(232, 'wagtaildocs', '0002_initial_data', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(233, 'wagtaildocs', '0003_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(234, 'wagtaildocs', '0004_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(235, 'wagtaildocs', '0005_document_collection', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(236, 'wagtaildocs', '0006_copy_document_permissions_to_collections', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(237, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(238, 'wagtaildocs', '0007_merge', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(239, 'wagtaildocs', '0008_document_file_size', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(240, 'wagtaildocs', '0009_document_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(241, 'wagtaildocs', '0010_document_file_hash', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(242, 'wagtaildocs', '0011_add_choose_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(243, 'wagtaildocs', '0012_uploadeddocument', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(244, 'wagtaildocs', '0013_delete_uploadeddocument', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(245, 'wagtaildocs', '0014_alter_document_file_size', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(246, 'wagtailembeds', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(247, 'wagtailembeds', '0002_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(248, 'wagtailembeds', '0003_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(249, 'wagtailembeds', '0004_embed_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(250, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(251, 'wagtailembeds', '0006_add_embed_hash', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(252, 'wagtailembeds', '0007_populate_hash', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(253, 'wagtailembeds', '0008_allow_long_urls', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(254, 'wagtailembeds', '0009_embed_cache_until', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(255, 'wagtailimages', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(256, 'wagtailimages', '0002_initial_data', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(257, 'wagtailimages', '0003_fix_focal_point_fields', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(258, 'wagtailimages', '0004_make_focal_point_key_not_nullable', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(259, 'wagtailimages', '0005_make_filter_spec_unique', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(260, 'wagtailimages', '0006_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(261, 'wagtailimages', '0007_image_file_size', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(262, 'wagtailimages', '0008_image_created_at_index', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(263, 'wagtailimages', '0009_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(264, 'wagtailimages', '0010_change_on_delete_behaviour', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(265, 'wagtailimages', '0011_image_collection', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(266, 'wagtailimages', '0012_copy_image_permissions_to_collections', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(267, 'wagtailimages', '0013_make_rendition_upload_callable', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(268, 'wagtailimages', '0014_add_filter_spec_field', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(269, 'wagtailimages', '0015_fill_filter_spec_field', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(270, 'wagtailimages', '0016_deprecate_rendition_filter_relation', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(271, 'wagtailimages', '0017_reduce_focal_point_key_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(272, 'wagtailimages', '0018_remove_rendition_filter', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(273, 'wagtailimages', '0019_delete_filter', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(274, 'wagtailimages', '0020_add-verbose-name', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(275, 'wagtailimages', '0021_image_file_hash', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(276, 'wagtailimages', '0022_uploadedimage', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(277, 'wagtailimages', '0023_add_choose_permissions', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(278, 'wagtailimages', '0024_index_image_file_hash', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(279, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(280, 'wagtailimages', '0026_delete_uploadedimage', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(281, 'wagtailimages', '0027_image_description', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(282, 'wagtailredirects', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(283, 'wagtailredirects', '0002_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(284, 'wagtailredirects', '0003_make_site_field_editable', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(285, 'wagtailredirects', '0004_set_unique_on_path_and_site', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(286, 'wagtailredirects', '0005_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(287, 'wagtailredirects', '0006_redirect_increase_max_length', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(288, 'wagtailredirects', '0007_add_autocreate_fields', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(289, 'wagtailredirects', '0008_add_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(290, 'wagtailsearch', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(291, 'wagtailsearch', '0002_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(292, 'wagtailsearch', '0003_remove_editors_pick', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(293, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(294, 'wagtailsearch', '0005_create_indexentry', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(295, 'wagtailsearch', '0006_customise_indexentry', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(296, 'wagtailsearch', '0007_delete_editorspick', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(297, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(298, 'wagtailsearch', '0009_remove_ngram_autocomplete', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(299, 'wagtailsearch', '0010_add_text_fields', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(300, 'wagtailusers', '0001_initial', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(301, 'wagtailusers', '0002_add_verbose_name_on_userprofile', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(302, 'wagtailusers', '0003_add_verbose_names', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(303, 'wagtailusers', '0004_capitalizeverbose', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(304, 'wagtailusers', '0005_make_related_name_wagtail_specific', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(305, 'wagtailusers', '0006_userprofile_prefered_language', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(306, 'wagtailusers', '0007_userprofile_current_time_zone', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(307, 'wagtailusers', '0008_userprofile_avatar', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(308, 'wagtailusers', '0009_userprofile_verbose_name_plural', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(309, 'wagtailusers', '0010_userprofile_updated_comments_notifications', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(310, 'wagtailusers', '0011_userprofile_dismissibles', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(311, 'wagtailusers', '0012_userprofile_theme', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(312, 'wagtailusers', '0013_userprofile_density', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(313, 'wagtailusers', '0014_userprofile_contrast', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(314, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(315, 'wagtailimages', '0001_squashed_0021', strftime('%Y-%m-%d %H:%M:%f000', 'now')),
(316, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', strftime('%Y-%m-%d %H:%M:%f000', 'now'));
INSERT INTO "django_content_type" ("id", "app_label", "model") VALUES
(1, 'wagtailcore', 'page'),
(2, 'wagtailcore', 'groupapprovaltask'),
(3, 'wagtailcore', 'locale'),
(4, 'wagtailcore', 'site'),
(5, 'wagtailcore', 'groupsitepermission'),
(6, 'wagtailcore', 'apitoken'),
(7, 'wagtailcore', 'modellogentry'),
(8, 'wagtailcore', 'revision'),
(9, 'wagtailcore', 'collectionviewrestriction'),
(10, 'wagtailcore', 'collection'),
(11, 'wagtailcore', 'groupcollectionpermission'),
(12, 'wagtailcore', 'uploadedfile'),
(13, 'wagtailcore', 'workflowcontenttype'),
(14, 'wagtailcore', 'workflowstate'),
(15, 'wagtailcore', 'workflow'),
(16, 'wagtailcore', 'workflowtask'),
(17, 'wagtailcore', 'task'),
(18, 'wagtailcore', 'taskstate'),
(19, 'wagtailcore', 'grouppagepermission'),
(20, 'wagtailcore', 'pageviewrestriction'),
(21, 'wagtailcore', 'workflowpage'),
(22, 'wagtailcore', 'pagelogentry'),
(23, 'wagtailcore', 'comment'),
(24, 'wagtailcore', 'commentreply'),
(25, 'wagtailcore', 'pagesubscription'),
(26, 'wagtailcore', 'referenceindex'),
(27, 'home', 'homepage'),
(28, 'guides', 'guideindexpage'),
(29, 'reviews', 'reviewindexpage'),
(30, 'contests', 'contestindexpage'),
(31, 'home', 'standardpage'),
(32, 'guides', 'expertreviewtask'),
(33, 'products', 'product'),
(34, 'search_index', 'synonyms'),
(35, 'wagtailadmin', 'admin'),
(36, 'wagtaildocs', 'document'),
(37, 'wagtailimages', 'image'),
(38, 'contests', 'contestpage'),
(39, 'contests', 'entry'),
(40, 'contests', 'vote'),
(41, 'contests', 'terms'),
(42, 'guides', 'guidepage'),
(43, 'guides', 'guidestage'),
(44, 'guides', 'guidecheck'),
(45, 'reviews', 'reviewpage'),
(46, 'live', 'livesession'),
(47, 'live', 'comment'),
(48, 'threads', 'post'),
(49, 'threads', 'postphoto'),
(50, 'threads', 'thread'),
(51, 'threads', 'postlike'),
(52, 'notes', 'notelike'),
(53, 'notes', 'notephoto'),
(54, 'notes', 'note'),
(55, 'circles', 'circle'),
(56, 'circles', 'membership'),
(57, 'kols', 'kol'),
(58, 'kols', 'koldecision'),
(59, 'badges', 'award'),
(60, 'moderation', 'reviewable'),
(61, 'moderation', 'flag'),
(62, 'moderation', 'decision'),
(63, 'notifications', 'notice'),
(64, 'profiles', 'profile'),
(65, 'profiles', 'follow'),
(66, 'families', 'family'),
(67, 'families', 'child'),
(68, 'previews', 'preview'),
(69, 'photos', 'editorialimage'),
(70, 'photos', 'photo'),
(71, 'photos', 'photorendition'),
(72, 'photos', 'editorialrendition'),
(73, 'photos', 'leftfile'),
(74, 'photos', 'upload'),
(75, 'photos', 'piece'),
(76, 'screening', 'screening'),
(77, 'screening', 'screeningdecision'),
(78, 'analytics', 'measurement'),
(79, 'accounts', 'user'),
(80, 'accounts', 'consent'),
(81, 'accounts', 'mail'),
(82, 'accounts', 'sanction'),
(83, 'operations', 'run'),
(84, 'operations', 'switch'),
(85, 'events', 'fact'),
(86, 'events', 'delivery'),
(87, 'simple_translation', 'simpletranslation'),
(88, 'wagtailredirects', 'redirect'),
(89, 'wagtailembeds', 'embed'),
(90, 'wagtailusers', 'userprofile'),
(91, 'wagtailimages', 'rendition'),
(92, 'wagtailsearch', 'indexentry'),
(93, 'wagtailsearch', 'sqliteftsindexentry'),
(94, 'wagtailadmin', 'editingsession'),
(95, 'wagtailadmin', 'formstate'),
(96, 'taggit', 'tag'),
(97, 'taggit', 'taggeditem'),
(98, 'account', 'emailaddress'),
(99, 'account', 'emailconfirmation'),
(100, 'mfa', 'authenticator'),
(101, 'usersessions', 'usersession'),
(102, 'admin', 'logentry'),
(103, 'auth', 'permission'),
(104, 'auth', 'group'),
(105, 'contenttypes', 'contenttype'),
(106, 'sessions', 'session');
INSERT INTO "auth_group_permissions" ("id", "group_id", "permission_id") VALUES
(1, 2, 109),
(2, 1, 109),
(3, 2, 110),
(4, 1, 110),
(5, 2, 111),
(6, 1, 111),
(7, 2, 112),
(8, 1, 112),
(9, 2, 113),
(10, 1, 113),
(11, 2, 114),
(12, 1, 114),
(13, 2, 115),
(14, 1, 115),
(15, 2, 116),
(16, 2, 117),
(17, 2, 118),
(18, 1, 116),
(19, 1, 117),
(20, 1, 118),
(21, 2, 119),
(22, 1, 119),
(23, 2, 120),
(24, 2, 121),
(25, 2, 122),
(26, 1, 120),
(27, 1, 121),
(28, 1, 122),
(29, 2, 123),
(30, 1, 123);
INSERT INTO "auth_permission" ("id", "content_type_id", "codename", "name") VALUES
(1, 3, 'add_locale', 'Can add locale'),
(2, 3, 'change_locale', 'Can change locale'),
(3, 3, 'delete_locale', 'Can delete locale'),
(4, 3, 'view_locale', 'Can view locale'),
(5, 4, 'add_site', 'Can add site'),
(6, 4, 'change_site', 'Can change site'),
(7, 4, 'delete_site', 'Can delete site'),
(8, 4, 'view_site', 'Can view site'),
(9, 5, 'add_groupsitepermission', 'Can add group site permission'),
(10, 5, 'change_groupsitepermission', 'Can change group site permission'),
(11, 5, 'delete_groupsitepermission', 'Can delete group site permission'),
(12, 5, 'view_groupsitepermission', 'Can view group site permission'),
(13, 6, 'add_apitoken', 'Can add API token'),
(14, 6, 'change_apitoken', 'Can change API token'),
(15, 6, 'delete_apitoken', 'Can delete API token'),
(16, 6, 'view_apitoken', 'Can view API token'),
(17, 7, 'add_modellogentry', 'Can add model log entry'),
(18, 7, 'change_modellogentry', 'Can change model log entry'),
(19, 7, 'delete_modellogentry', 'Can delete model log entry'),
(20, 7, 'view_modellogentry', 'Can view model log entry'),
(21, 8, 'add_revision', 'Can add revision'),
(22, 8, 'change_revision', 'Can change revision'),
(23, 8, 'delete_revision', 'Can delete revision'),
(24, 8, 'view_revision', 'Can view revision'),
(25, 9, 'add_collectionviewrestriction', 'Can add collection view restriction'),
(26, 9, 'change_collectionviewrestriction', 'Can change collection view restriction'),
(27, 9, 'delete_collectionviewrestriction', 'Can delete collection view restriction'),
(28, 9, 'view_collectionviewrestriction', 'Can view collection view restriction'),
(29, 10, 'add_collection', 'Can add collection'),
(30, 10, 'change_collection', 'Can change collection'),
(31, 10, 'delete_collection', 'Can delete collection'),
(32, 10, 'view_collection', 'Can view collection'),
(33, 11, 'add_groupcollectionpermission', 'Can add group collection permission'),
(34, 11, 'change_groupcollectionpermission', 'Can change group collection permission'),
(35, 11, 'delete_groupcollectionpermission', 'Can delete group collection permission'),
(36, 11, 'view_groupcollectionpermission', 'Can view group collection permission'),
(37, 12, 'add_uploadedfile', 'Can add uploaded file'),
(38, 12, 'change_uploadedfile', 'Can change uploaded file'),
(39, 12, 'delete_uploadedfile', 'Can delete uploaded file'),
(40, 12, 'view_uploadedfile', 'Can view uploaded file'),
(41, 13, 'add_workflowcontenttype', 'Can add workflow content type'),
(42, 13, 'change_workflowcontenttype', 'Can change workflow content type'),
(43, 13, 'delete_workflowcontenttype', 'Can delete workflow content type'),
(44, 13, 'view_workflowcontenttype', 'Can view workflow content type'),
(45, 14, 'add_workflowstate', 'Can add Workflow state'),
(46, 14, 'change_workflowstate', 'Can change Workflow state'),
(47, 14, 'delete_workflowstate', 'Can delete Workflow state'),
(48, 14, 'view_workflowstate', 'Can view Workflow state'),
(49, 15, 'add_workflow', 'Can add workflow'),
(50, 15, 'change_workflow', 'Can change workflow'),
(51, 15, 'delete_workflow', 'Can delete workflow'),
(52, 15, 'view_workflow', 'Can view workflow'),
(53, 16, 'add_workflowtask', 'Can add workflow task order'),
(54, 16, 'change_workflowtask', 'Can change workflow task order'),
(55, 16, 'delete_workflowtask', 'Can delete workflow task order'),
(56, 16, 'view_workflowtask', 'Can view workflow task order'),
(57, 17, 'add_task', 'Can add task'),
(58, 17, 'change_task', 'Can change task'),
(59, 17, 'delete_task', 'Can delete task'),
(60, 17, 'view_task', 'Can view task'),
(61, 2, 'add_groupapprovaltask', 'Can add Group approval task'),
(62, 2, 'change_groupapprovaltask', 'Can change Group approval task'),
(63, 2, 'delete_groupapprovaltask', 'Can delete Group approval task'),
(64, 2, 'view_groupapprovaltask', 'Can view Group approval task'),
(65, 18, 'add_taskstate', 'Can add Task state'),
(66, 18, 'change_taskstate', 'Can change Task state'),
(67, 18, 'delete_taskstate', 'Can delete Task state'),
(68, 18, 'view_taskstate', 'Can view Task state'),
(69, 1, 'add_page', 'Can add page'),
(70, 1, 'change_page', 'Can change page'),
(71, 1, 'delete_page', 'Can delete page'),
(72, 1, 'view_page', 'Can view page'),
(73, 1, 'bulk_delete_page', 'Delete pages with children'),
(74, 1, 'lock_page', 'Lock/unlock pages you''ve locked'),
(75, 1, 'publish_page', 'Publish any page'),
(76, 1, 'unlock_page', 'Unlock any page'),
(77, 19, 'add_grouppagepermission', 'Can add group page permission'),
(78, 19, 'change_grouppagepermission', 'Can change group page permission'),
(79, 19, 'delete_grouppagepermission', 'Can delete group page permission'),
(80, 19, 'view_grouppagepermission', 'Can view group page permission'),
(81, 20, 'add_pageviewrestriction', 'Can add page view restriction'),
(82, 20, 'change_pageviewrestriction', 'Can change page view restriction'),
(83, 20, 'delete_pageviewrestriction', 'Can delete page view restriction'),
(84, 20, 'view_pageviewrestriction', 'Can view page view restriction'),
(85, 21, 'add_workflowpage', 'Can add workflow page'),
(86, 21, 'change_workflowpage', 'Can change workflow page'),
(87, 21, 'delete_workflowpage', 'Can delete workflow page'),
(88, 21, 'view_workflowpage', 'Can view workflow page'),
(89, 22, 'add_pagelogentry', 'Can add page log entry'),
(90, 22, 'change_pagelogentry', 'Can change page log entry'),
(91, 22, 'delete_pagelogentry', 'Can delete page log entry'),
(92, 22, 'view_pagelogentry', 'Can view page log entry'),
(93, 23, 'add_comment', 'Can add comment'),
(94, 23, 'change_comment', 'Can change comment'),
(95, 23, 'delete_comment', 'Can delete comment'),
(96, 23, 'view_comment', 'Can view comment'),
(97, 24, 'add_commentreply', 'Can add comment reply'),
(98, 24, 'change_commentreply', 'Can change comment reply'),
(99, 24, 'delete_commentreply', 'Can delete comment reply'),
(100, 24, 'view_commentreply', 'Can view comment reply'),
(101, 25, 'add_pagesubscription', 'Can add page subscription'),
(102, 25, 'change_pagesubscription', 'Can change page subscription'),
(103, 25, 'delete_pagesubscription', 'Can delete page subscription'),
(104, 25, 'view_pagesubscription', 'Can view page subscription'),
(105, 26, 'add_referenceindex', 'Can add reference index'),
(106, 26, 'change_referenceindex', 'Can change reference index'),
(107, 26, 'delete_referenceindex', 'Can delete reference index'),
(108, 26, 'view_referenceindex', 'Can view reference index'),
(109, 33, 'add_product', 'Can add product'),
(110, 33, 'change_product', 'Can change product'),
(111, 33, 'delete_product', 'Can delete product'),
(112, 34, 'add_synonyms', 'Can add words that mean the same'),
(113, 34, 'change_synonyms', 'Can change words that mean the same'),
(114, 34, 'delete_synonyms', 'Can delete words that mean the same'),
(115, 35, 'access_admin', 'Can access Wagtail admin'),
(116, 36, 'add_document', 'Can add document'),
(117, 36, 'change_document', 'Can change document'),
(118, 36, 'delete_document', 'Can delete document'),
(119, 36, 'choose_document', 'Can choose document'),
(120, 37, 'add_image', 'Can add image'),
(121, 37, 'change_image', 'Can change image'),
(122, 37, 'delete_image', 'Can delete image'),
(123, 37, 'choose_image', 'Can choose image'),
(124, 34, 'view_synonyms', 'Can view words that mean the same'),
(125, 38, 'add_contestpage', 'Can add contest'),
(126, 38, 'change_contestpage', 'Can change contest'),
(127, 38, 'delete_contestpage', 'Can delete contest'),
(128, 38, 'view_contestpage', 'Can view contest'),
(129, 30, 'add_contestindexpage', 'Can add index of contests'),
(130, 30, 'change_contestindexpage', 'Can change index of contests'),
(131, 30, 'delete_contestindexpage', 'Can delete index of contests'),
(132, 30, 'view_contestindexpage', 'Can view index of contests'),
(133, 39, 'add_entry', 'Can add entry'),
(134, 39, 'change_entry', 'Can change entry'),
(135, 39, 'delete_entry', 'Can delete entry'),
(136, 39, 'view_entry', 'Can view entry'),
(137, 40, 'add_vote', 'Can add vote'),
(138, 40, 'change_vote', 'Can change vote'),
(139, 40, 'delete_vote', 'Can delete vote'),
(140, 40, 'view_vote', 'Can view vote'),
(141, 41, 'add_terms', 'Can add terms'),
(142, 41, 'change_terms', 'Can change terms'),
(143, 41, 'delete_terms', 'Can delete terms'),
(144, 41, 'view_terms', 'Can view terms'),
(145, 27, 'add_homepage', 'Can add home page'),
(146, 27, 'change_homepage', 'Can change home page'),
(147, 27, 'delete_homepage', 'Can delete home page'),
(148, 27, 'view_homepage', 'Can view home page'),
(149, 31, 'add_standardpage', 'Can add plain page'),
(150, 31, 'change_standardpage', 'Can change plain page'),
(151, 31, 'delete_standardpage', 'Can delete plain page'),
(152, 31, 'view_standardpage', 'Can view plain page'),
(153, 28, 'add_guideindexpage', 'Can add index of guides'),
(154, 28, 'change_guideindexpage', 'Can change index of guides'),
(155, 28, 'delete_guideindexpage', 'Can delete index of guides'),
(156, 28, 'view_guideindexpage', 'Can view index of guides'),
(157, 42, 'add_guidepage', 'Can add guide'),
(158, 42, 'change_guidepage', 'Can change guide'),
(159, 42, 'delete_guidepage', 'Can delete guide'),
(160, 42, 'view_guidepage', 'Can view guide'),
(161, 43, 'add_guidestage', 'Can add guide stage'),
(162, 43, 'change_guidestage', 'Can change guide stage'),
(163, 43, 'delete_guidestage', 'Can delete guide stage'),
(164, 43, 'view_guidestage', 'Can view guide stage'),
(165, 44, 'add_guidecheck', 'Can add guide check'),
(166, 44, 'change_guidecheck', 'Can change guide check'),
(167, 44, 'delete_guidecheck', 'Can delete guide check'),
(168, 44, 'view_guidecheck', 'Can view guide check'),
(169, 32, 'add_expertreviewtask', 'Can add check by the expert named on the guide'),
(170, 32, 'change_expertreviewtask', 'Can change check by the expert named on the guide'),
(171, 32, 'delete_expertreviewtask', 'Can delete check by the expert named on the guide'),
(172, 32, 'view_expertreviewtask', 'Can view check by the expert named on the guide'),
(173, 29, 'add_reviewindexpage', 'Can add index of reviews'),
(174, 29, 'change_reviewindexpage', 'Can change index of reviews'),
(175, 29, 'delete_reviewindexpage', 'Can delete index of reviews'),
(176, 29, 'view_reviewindexpage', 'Can view index of reviews'),
(177, 45, 'add_reviewpage', 'Can add editors'' review'),
(178, 45, 'change_reviewpage', 'Can change editors'' review'),
(179, 45, 'delete_reviewpage', 'Can delete editors'' review'),
(180, 45, 'view_reviewpage', 'Can view editors'' review'),
(181, 46, 'add_livesession', 'Can add live session'),
(182, 46, 'change_livesession', 'Can change live session'),
(183, 46, 'delete_livesession', 'Can delete live session'),
(184, 46, 'view_livesession', 'Can view live session'),
(185, 47, 'add_comment', 'Can add comment'),
(186, 47, 'change_comment', 'Can change comment'),
(187, 47, 'delete_comment', 'Can delete comment'),
(188, 47, 'view_comment', 'Can view comment'),
(189, 48, 'add_post', 'Can add post'),
(190, 48, 'change_post', 'Can change post'),
(191, 48, 'delete_post', 'Can delete post'),
(192, 48, 'view_post', 'Can view post'),
(193, 49, 'add_postphoto', 'Can add post photo'),
(194, 49, 'change_postphoto', 'Can change post photo'),
(195, 49, 'delete_postphoto', 'Can delete post photo'),
(196, 49, 'view_postphoto', 'Can view post photo'),
(197, 50, 'add_thread', 'Can add thread'),
(198, 50, 'change_thread', 'Can change thread'),
(199, 50, 'delete_thread', 'Can delete thread'),
(200, 50, 'view_thread', 'Can view thread'),
(201, 51, 'add_postlike', 'Can add post like'),
(202, 51, 'change_postlike', 'Can change post like'),
(203, 51, 'delete_postlike', 'Can delete post like'),
(204, 51, 'view_postlike', 'Can view post like'),
(205, 52, 'add_notelike', 'Can add note like'),
(206, 52, 'change_notelike', 'Can change note like'),
(207, 52, 'delete_notelike', 'Can delete note like'),
(208, 52, 'view_notelike', 'Can view note like'),
(209, 53, 'add_notephoto', 'Can add note photo'),
(210, 53, 'change_notephoto', 'Can change note photo'),
(211, 53, 'delete_notephoto', 'Can delete note photo'),
(212, 53, 'view_notephoto', 'Can view note photo'),
(213, 54, 'add_note', 'Can add note'),
(214, 54, 'change_note', 'Can change note'),
(215, 54, 'delete_note', 'Can delete note'),
(216, 54, 'view_note', 'Can view note'),
(217, 55, 'add_circle', 'Can add circle'),
(218, 55, 'change_circle', 'Can change circle'),
(219, 55, 'delete_circle', 'Can delete circle'),
(220, 55, 'view_circle', 'Can view circle'),
(221, 56, 'add_membership', 'Can add membership'),
(222, 56, 'change_membership', 'Can change membership'),
(223, 56, 'delete_membership', 'Can delete membership'),
(224, 56, 'view_membership', 'Can view membership'),
(225, 57, 'add_kol', 'Can add kol'),
(226, 57, 'change_kol', 'Can change kol'),
(227, 57, 'delete_kol', 'Can delete kol'),
(228, 57, 'view_kol', 'Can view kol'),
(229, 58, 'add_koldecision', 'Can add kol decision'),
(230, 58, 'change_koldecision', 'Can change kol decision'),
(231, 58, 'delete_koldecision', 'Can delete kol decision'),
(232, 58, 'view_koldecision', 'Can view kol decision'),
(233, 33, 'view_product', 'Can view product'),
(234, 59, 'add_award', 'Can add award'),
(235, 59, 'change_award', 'Can change award'),
(236, 59, 'delete_award', 'Can delete award'),
(237, 59, 'view_award', 'Can view award'),
(238, 60, 'add_reviewable', 'Can add reviewable'),
(239, 60, 'change_reviewable', 'Can change reviewable'),
(240, 60, 'delete_reviewable', 'Can delete reviewable'),
(241, 60, 'view_reviewable', 'Can view reviewable'),
(242, 61, 'add_flag', 'Can add flag'),
(243, 61, 'change_flag', 'Can change flag'),
(244, 61, 'delete_flag', 'Can delete flag'),
(245, 61, 'view_flag', 'Can view flag'),
(246, 62, 'add_decision', 'Can add decision'),
(247, 62, 'change_decision', 'Can change decision'),
(248, 62, 'delete_decision', 'Can delete decision'),
(249, 62, 'view_decision', 'Can view decision'),
(250, 63, 'add_notice', 'Can add notice'),
(251, 63, 'change_notice', 'Can change notice'),
(252, 63, 'delete_notice', 'Can delete notice'),
(253, 63, 'view_notice', 'Can view notice'),
(254, 64, 'add_profile', 'Can add profile'),
(255, 64, 'change_profile', 'Can change profile'),
(256, 64, 'delete_profile', 'Can delete profile'),
(257, 64, 'view_profile', 'Can view profile'),
(258, 65, 'add_follow', 'Can add follow'),
(259, 65, 'change_follow', 'Can change follow'),
(260, 65, 'delete_follow', 'Can delete follow'),
(261, 65, 'view_follow', 'Can view follow'),
(262, 66, 'add_family', 'Can add family'),
(263, 66, 'change_family', 'Can change family'),
(264, 66, 'delete_family', 'Can delete family'),
(265, 66, 'view_family', 'Can view family'),
(266, 67, 'add_child', 'Can add child'),
(267, 67, 'change_child', 'Can change child'),
(268, 67, 'delete_child', 'Can delete child'),
(269, 67, 'view_child', 'Can view child'),
(270, 68, 'add_preview', 'Can add preview'),
(271, 68, 'change_preview', 'Can change preview'),
(272, 68, 'delete_preview', 'Can delete preview'),
(273, 68, 'view_preview', 'Can view preview'),
(274, 69, 'add_editorialimage', 'Can add editorial image'),
(275, 69, 'change_editorialimage', 'Can change editorial image'),
(276, 69, 'delete_editorialimage', 'Can delete editorial image'),
(277, 69, 'view_editorialimage', 'Can view editorial image'),
(278, 70, 'add_photo', 'Can add photo'),
(279, 70, 'change_photo', 'Can change photo'),
(280, 70, 'delete_photo', 'Can delete photo'),
(281, 70, 'view_photo', 'Can view photo'),
(282, 71, 'add_photorendition', 'Can add photo rendition'),
(283, 71, 'change_photorendition', 'Can change photo rendition'),
(284, 71, 'delete_photorendition', 'Can delete photo rendition'),
(285, 71, 'view_photorendition', 'Can view photo rendition'),
(286, 72, 'add_editorialrendition', 'Can add editorial rendition'),
(287, 72, 'change_editorialrendition', 'Can change editorial rendition'),
(288, 72, 'delete_editorialrendition', 'Can delete editorial rendition'),
(289, 72, 'view_editorialrendition', 'Can view editorial rendition'),
(290, 73, 'add_leftfile', 'Can add left file'),
(291, 73, 'change_leftfile', 'Can change left file'),
(292, 73, 'delete_leftfile', 'Can delete left file'),
(293, 73, 'view_leftfile', 'Can view left file'),
(294, 74, 'add_upload', 'Can add upload'),
(295, 74, 'change_upload', 'Can change upload'),
(296, 74, 'delete_upload', 'Can delete upload'),
(297, 74, 'view_upload', 'Can view upload'),
(298, 75, 'add_piece', 'Can add piece'),
(299, 75, 'change_piece', 'Can change piece'),
(300, 75, 'delete_piece', 'Can delete piece'),
(301, 75, 'view_piece', 'Can view piece'),
(302, 76, 'add_screening', 'Can add screening'),
(303, 76, 'change_screening', 'Can change screening'),
(304, 76, 'delete_screening', 'Can delete screening'),
(305, 76, 'view_screening', 'Can view screening'),
(306, 77, 'add_screeningdecision', 'Can add screening decision'),
(307, 77, 'change_screeningdecision', 'Can change screening decision'),
(308, 77, 'delete_screeningdecision', 'Can delete screening decision'),
(309, 77, 'view_screeningdecision', 'Can view screening decision'),
(310, 78, 'add_measurement', 'Can add measurement'),
(311, 78, 'change_measurement', 'Can change measurement'),
(312, 78, 'delete_measurement', 'Can delete measurement'),
(313, 78, 'view_measurement', 'Can view measurement'),
(314, 79, 'add_user', 'Can add user'),
(315, 79, 'change_user', 'Can change user'),
(316, 79, 'delete_user', 'Can delete user'),
(317, 79, 'view_user', 'Can view user'),
(318, 80, 'add_consent', 'Can add consent'),
(319, 80, 'change_consent', 'Can change consent'),
(320, 80, 'delete_consent', 'Can delete consent'),
(321, 80, 'view_consent', 'Can view consent'),
(322, 81, 'add_mail', 'Can add mail'),
(323, 81, 'change_mail', 'Can change mail'),
(324, 81, 'delete_mail', 'Can delete mail'),
(325, 81, 'view_mail', 'Can view mail'),
(326, 82, 'add_sanction', 'Can add sanction'),
(327, 82, 'change_sanction', 'Can change sanction'),
(328, 82, 'delete_sanction', 'Can delete sanction'),
(329, 82, 'view_sanction', 'Can view sanction'),
(330, 83, 'add_run', 'Can add run of a task'),
(331, 83, 'change_run', 'Can change run of a task'),
(332, 83, 'delete_run', 'Can delete run of a task'),
(333, 83, 'view_run', 'Can view run of a task'),
(334, 84, 'add_switch', 'Can add switch'),
(335, 84, 'change_switch', 'Can change switch'),
(336, 84, 'delete_switch', 'Can delete switch'),
(337, 84, 'view_switch', 'Can view switch'),
(338, 85, 'add_fact', 'Can add fact'),
(339, 85, 'change_fact', 'Can change fact'),
(340, 85, 'delete_fact', 'Can delete fact'),
(341, 85, 'view_fact', 'Can view fact'),
(342, 86, 'add_delivery', 'Can add delivery'),
(343, 86, 'change_delivery', 'Can change delivery'),
(344, 86, 'delete_delivery', 'Can delete delivery'),
(345, 86, 'view_delivery', 'Can view delivery'),
(346, 87, 'submit_translation', 'Can submit translations'),
(347, 88, 'add_redirect', 'Can add redirect'),
(348, 88, 'change_redirect', 'Can change redirect'),
(349, 88, 'delete_redirect', 'Can delete redirect'),
(350, 88, 'view_redirect', 'Can view redirect'),
(351, 89, 'add_embed', 'Can add embed'),
(352, 89, 'change_embed', 'Can change embed'),
(353, 89, 'delete_embed', 'Can delete embed'),
(354, 89, 'view_embed', 'Can view embed'),
(355, 90, 'add_userprofile', 'Can add user profile'),
(356, 90, 'change_userprofile', 'Can change user profile'),
(357, 90, 'delete_userprofile', 'Can delete user profile'),
(358, 90, 'view_userprofile', 'Can view user profile'),
(359, 36, 'view_document', 'Can view document'),
(360, 37, 'view_image', 'Can view image'),
(361, 91, 'add_rendition', 'Can add rendition'),
(362, 91, 'change_rendition', 'Can change rendition'),
(363, 91, 'delete_rendition', 'Can delete rendition'),
(364, 91, 'view_rendition', 'Can view rendition'),
(365, 92, 'add_indexentry', 'Can add index entry'),
(366, 92, 'change_indexentry', 'Can change index entry'),
(367, 92, 'delete_indexentry', 'Can delete index entry'),
(368, 92, 'view_indexentry', 'Can view index entry'),
(369, 93, 'add_sqliteftsindexentry', 'Can add sqliteftsindexentry'),
(370, 93, 'change_sqliteftsindexentry', 'Can change sqliteftsindexentry'),
(371, 93, 'delete_sqliteftsindexentry', 'Can delete sqliteftsindexentry'),
(372, 93, 'view_sqliteftsindexentry', 'Can view sqliteftsindexentry'),
(373, 94, 'add_editingsession', 'Can add editing session'),
(374, 94, 'change_editingsession', 'Can change editing session'),
(375, 94, 'delete_editingsession', 'Can delete editing session'),
(376, 94, 'view_editingsession', 'Can view editing session'),
(377, 95, 'add_formstate', 'Can add form state'),
(378, 95, 'change_formstate', 'Can change form state'),
(379, 95, 'delete_formstate', 'Can delete form state'),
(380, 95, 'view_formstate', 'Can view form state'),
(381, 96, 'add_tag', 'Can add tag'),
(382, 96, 'change_tag', 'Can change tag'),
(383, 96, 'delete_tag', 'Can delete tag'),
(384, 96, 'view_tag', 'Can view tag'),
(385, 97, 'add_taggeditem', 'Can add tagged item'),
(386, 97, 'change_taggeditem', 'Can change tagged item'),
(387, 97, 'delete_taggeditem', 'Can delete tagged item'),
(388, 97, 'view_taggeditem', 'Can view tagged item'),
(389, 98, 'add_emailaddress', 'Can add email address'),
(390, 98, 'change_emailaddress', 'Can change email address'),
(391, 98, 'delete_emailaddress', 'Can delete email address'),
(392, 98, 'view_emailaddress', 'Can view email address'),
(393, 99, 'add_emailconfirmation', 'Can add email confirmation'),
(394, 99, 'change_emailconfirmation', 'Can change email confirmation'),
(395, 99, 'delete_emailconfirmation', 'Can delete email confirmation'),
(396, 99, 'view_emailconfirmation', 'Can view email confirmation'),
(397, 100, 'add_authenticator', 'Can add authenticator'),
(398, 100, 'change_authenticator', 'Can change authenticator'),
(399, 100, 'delete_authenticator', 'Can delete authenticator'),
(400, 100, 'view_authenticator', 'Can view authenticator'),
(401, 101, 'add_usersession', 'Can add user session'),
(402, 101, 'change_usersession', 'Can change user session'),
(403, 101, 'delete_usersession', 'Can delete user session'),
(404, 101, 'view_usersession', 'Can view user session'),
(405, 102, 'add_logentry', 'Can add log entry'),
(406, 102, 'change_logentry', 'Can change log entry'),
(407, 102, 'delete_logentry', 'Can delete log entry'),
(408, 102, 'view_logentry', 'Can view log entry'),
(409, 103, 'add_permission', 'Can add permission'),
(410, 103, 'change_permission', 'Can change permission'),
(411, 103, 'delete_permission', 'Can delete permission'),
(412, 103, 'view_permission', 'Can view permission'),
(413, 104, 'add_group', 'Can add group'),
(414, 104, 'change_group', 'Can change group'),
(415, 104, 'delete_group', 'Can delete group'),
(416, 104, 'view_group', 'Can view group'),
(417, 105, 'add_contenttype', 'Can add content type'),
(418, 105, 'change_contenttype', 'Can change content type'),
(419, 105, 'delete_contenttype', 'Can delete content type'),
(420, 105, 'view_contenttype', 'Can view content type'),
(421, 106, 'add_session', 'Can add session'),
(422, 106, 'change_session', 'Can change session'),
(423, 106, 'delete_session', 'Can delete session'),
(424, 106, 'view_session', 'Can view session');
INSERT INTO "auth_group" ("id", "name") VALUES
(1, 'Moderators'),
(2, 'Editors');
INSERT INTO "wagtailcore_collection" ("id", "path", "depth", "numchild", "name") VALUES
(1, '0001', 1, 0, 'Root');
INSERT INTO "wagtailcore_groupcollectionpermission" ("id", "collection_id", "group_id", "permission_id") VALUES
(1, 1, 2, 116),
(2, 1, 1, 116),
(3, 1, 2, 117),
(4, 1, 1, 117),
(5, 1, 2, 119),
(6, 1, 1, 119),
(7, 1, 2, 120),
(8, 1, 1, 120),
(9, 1, 2, 121),
(10, 1, 1, 121),
(11, 1, 2, 123),
(12, 1, 1, 123);
INSERT INTO "wagtailcore_site" ("id", "hostname", "port", "is_default_site", "root_page_id", "site_name") VALUES
(2, 'localhost', 8000, 1, 3, '小蝌蚪');
INSERT INTO "wagtailcore_task" ("id", "name", "active", "content_type_id") VALUES
(1, 'Moderators approval', 1, 2),
(2, '专家审读', 1, 32);
INSERT INTO "wagtailcore_workflow" ("id", "name", "active") VALUES
(1, 'Moderators approval', 1),
(2, '指南：专家审读，再发布', 1);
INSERT INTO "wagtailcore_groupapprovaltask" ("task_ptr_id") VALUES
(1);
INSERT INTO "wagtailcore_workflowpage" ("page_id", "workflow_id") VALUES
(1, 1),
(4, 2),
(7, 2),
(10, 2);
INSERT INTO "wagtailcore_workflowtask" ("id", "sort_order", "task_id", "workflow_id") VALUES
(1, 0, 1, 1),
(2, 0, 2, 2),
(3, 1, 1, 2);
INSERT INTO "wagtailcore_groupapprovaltask_groups" ("id", "groupapprovaltask_id", "group_id") VALUES
(1, 1, 1);
INSERT INTO "wagtailcore_locale" ("id", "language_code") VALUES
(1, 'zh-hans'),
(2, 'zh-hant'),
(3, 'en');
INSERT INTO "wagtailcore_page" ("id", "path", "depth", "numchild", "title", "slug", "live", "has_unpublished_changes", "url_path", "seo_title", "show_in_menus", "search_description", "go_live_at", "expire_at", "expired", "content_type_id", "owner_id", "locked", "latest_revision_created_at", "first_published_at", "live_revision_id", "last_published_at", "draft_title", "locked_at", "locked_by_id", "locale_id", "translation_key", "alias_of_id", "latest_revision_id") VALUES
(1, '0001', 1, 3, 'Root', 'root', 1, 0, '/', '', 0, '', NULL, NULL, 0, 1, NULL, 0, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, 1, lower(hex(randomblob(6)) || '4' || substr(hex(randomblob(2)), 2) || 'a' || substr(hex(randomblob(8)), 2)), NULL, NULL),
(3, '00010001', 2, 5, '首页', 'home', 1, 0, '/home/', '', 0, '', NULL, NULL, 0, 27, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '首页', NULL, NULL, 1, '3fd0edcfb1b05a09b17fb59c8d256f4d', NULL, NULL),
(4, '000100010001', 3, 0, '指南', 'guides', 1, 0, '/home/guides/', '', 1, '', NULL, NULL, 0, 28, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '指南', NULL, NULL, 1, '5b9414e4f2c15c49b169428956fa59d2', NULL, NULL),
(5, '000100010002', 3, 0, '测评', 'reviews', 1, 0, '/home/reviews/', '', 1, '', NULL, NULL, 0, 29, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '测评', NULL, NULL, 1, '4a2e94fb31405602bac5dd30247285a4', NULL, NULL),
(6, '00010002', 2, 5, '首頁', 'home-zh-hant', 1, 0, '/home-zh-hant/', '', 0, '', NULL, NULL, 0, 27, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '首頁', NULL, NULL, 2, '3fd0edcfb1b05a09b17fb59c8d256f4d', NULL, NULL),
(7, '000100020001', 3, 0, '指南', 'guides', 1, 0, '/home-zh-hant/guides/', '', 1, '', NULL, NULL, 0, 28, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '指南', NULL, NULL, 2, '5b9414e4f2c15c49b169428956fa59d2', NULL, NULL),
(8, '000100020002', 3, 0, '評測', 'reviews', 1, 0, '/home-zh-hant/reviews/', '', 1, '', NULL, NULL, 0, 29, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '評測', NULL, NULL, 2, '4a2e94fb31405602bac5dd30247285a4', NULL, NULL),
(9, '00010003', 2, 5, 'Home', 'home-en', 1, 0, '/home-en/', '', 0, '', NULL, NULL, 0, 27, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Home', NULL, NULL, 3, '3fd0edcfb1b05a09b17fb59c8d256f4d', NULL, NULL),
(10, '000100030001', 3, 0, 'Guides', 'guides', 1, 0, '/home-en/guides/', '', 1, '', NULL, NULL, 0, 28, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Guides', NULL, NULL, 3, '5b9414e4f2c15c49b169428956fa59d2', NULL, NULL),
(11, '000100030002', 3, 0, 'Reviews', 'reviews', 1, 0, '/home-en/reviews/', '', 1, '', NULL, NULL, 0, 29, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Reviews', NULL, NULL, 3, '4a2e94fb31405602bac5dd30247285a4', NULL, NULL),
(12, '000100010003', 3, 0, '晒单赛', 'contests', 1, 0, '/home/contests/', '', 1, '', NULL, NULL, 0, 30, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '晒单赛', NULL, NULL, 1, 'e9dbca93e3c4521480a5faab0bd21e54', NULL, NULL),
(13, '000100020003', 3, 0, '徵文活動', 'contests', 1, 0, '/home-zh-hant/contests/', '', 1, '', NULL, NULL, 0, 30, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '徵文活動', NULL, NULL, 2, 'e9dbca93e3c4521480a5faab0bd21e54', NULL, NULL),
(14, '000100030003', 3, 0, 'Contests', 'contests', 1, 0, '/home-en/contests/', '', 1, '', NULL, NULL, 0, 30, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Contests', NULL, NULL, 3, 'e9dbca93e3c4521480a5faab0bd21e54', NULL, NULL),
(15, '000100010004', 3, 0, '使用条款', 'terms', 1, 0, '/home/terms/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '使用条款', NULL, NULL, 1, '1bdcdae6f714513fb9987f3dbc67cadd', NULL, NULL),
(16, '000100010005', 3, 0, '隐私说明', 'privacy', 1, 0, '/home/privacy/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '隐私说明', NULL, NULL, 1, 'acf1784b2fe9595d84f57aea15388e5e', NULL, NULL),
(17, '000100020004', 3, 0, '使用條款', 'terms', 1, 0, '/home-zh-hant/terms/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '使用條款', NULL, NULL, 2, '1bdcdae6f714513fb9987f3dbc67cadd', NULL, NULL),
(18, '000100020005', 3, 0, '隱私說明', 'privacy', 1, 0, '/home-zh-hant/privacy/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '隱私說明', NULL, NULL, 2, 'acf1784b2fe9595d84f57aea15388e5e', NULL, NULL),
(19, '000100030004', 3, 0, 'Terms of use', 'terms', 1, 0, '/home-en/terms/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Terms of use', NULL, NULL, 3, '1bdcdae6f714513fb9987f3dbc67cadd', NULL, NULL),
(20, '000100030005', 3, 0, 'Privacy statement', 'privacy', 1, 0, '/home-en/privacy/', '', 0, '', NULL, NULL, 0, 31, NULL, 0, NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), NULL, strftime('%Y-%m-%d %H:%M:%f000', 'now'), 'Privacy statement', NULL, NULL, 3, 'acf1784b2fe9595d84f57aea15388e5e', NULL, NULL);
INSERT INTO "wagtailcore_grouppagepermission" ("id", "group_id", "page_id", "permission_id") VALUES
(1, 1, 1, 69),
(2, 1, 1, 70),
(3, 1, 1, 75),
(4, 2, 1, 69),
(5, 2, 1, 70),
(6, 1, 1, 74),
(7, 1, 1, 76);
INSERT INTO "home_standardpage" ("page_ptr_id", "body", "cover_id") VALUES
(15, '[{"type": "paragraph", "value": "<p>\u8fd9\u662f 2026-11 \u7248\u3002\u5199\u5f97\u5f88\u77ed\uff0c\u6bcf\u4e00\u6761\u90fd\u7b97\u6570\u3002</p>", "id": "919d75a6-a303-5047-b8e0-dc44f201fe59"}, {"type": "heading", "value": "\u8c01\u53ef\u4ee5\u6765", "id": "a633544e-a66e-5901-afa1-32239a47bb01"}, {"type": "paragraph", "value": "<p>\u6ee1 14 \u5c81\u7684\u4eba\u3002\u6ce8\u518c\u65f6\u4f1a\u95ee\u4f60\u7684\u51fa\u751f\u65e5\u671f\uff0c\u53ea\u7528\u6765\u786e\u8ba4\u5e74\u9f84\u3002\u5b69\u5b50\u4e0d\u7528\u5f00\u8d26\u53f7\uff0c\u7531\u4f60\u66ff\u4ed6\u8bf4\u8bdd\u3002</p>", "id": "d4614067-6c9b-5916-adb4-d882ed1233fd"}, {"type": "heading", "value": "\u4f60\u5199\u7684\u8bdd\u548c\u7167\u7247", "id": "4d955175-20fb-5604-a4e3-a6b21228fb16"}, {"type": "paragraph", "value": "<p>\u90fd\u662f\u4f60\u7684\u3002\u53d1\u51fa\u6765\uff0c\u5c31\u662f\u540c\u610f\u6211\u4eec\u5728\u8fd9\u4e2a\u7f51\u7ad9\u4e0a\u7ed9\u522b\u4eba\u770b\u3002\u4f60\u968f\u65f6\u53ef\u4ee5\u6539\u3001\u53ef\u4ee5\u5220\uff0c\u6211\u4eec\u4e0d\u4f1a\u62ff\u53bb\u5356\uff0c\u4e5f\u4e0d\u4f1a\u7528\u5728\u522b\u5904\u3002</p>", "id": "0c758c9c-3606-58b1-b3bd-728d08415206"}, {"type": "heading", "value": "\u8bf7\u4e0d\u8981\u8fd9\u6837", "id": "50a04f48-904f-56db-9b9c-24ea4315930e"}, {"type": "paragraph", "value": "<p>\u6652\u5b69\u5b50\u7684\u6b63\u8138\u3001\u75c5\u5386\u3001\u5168\u540d\u6216\u5bb6\u91cc\u7684\u5730\u5740\uff1b\u5356\u4e1c\u897f\u3001\u53d1\u5e7f\u544a\uff1b\u9a82\u4eba\uff1b\u66ff\u533b\u751f\u4e0b\u8bca\u65ad\uff1b\u7528\u522b\u4eba\u7684\u7167\u7247\u548c\u6587\u5b57\u3002\u770b\u5230\u4e86\u5c31\u70b9\u201c\u4e3e\u62a5\u201d\uff0c\u6709\u4eba\u4f1a\u770b\u3002</p>", "id": "0e4afa35-dacd-5ee5-9627-4377d76070e3"}, {"type": "heading", "value": "\u6211\u4eec\u4f1a\u600e\u4e48\u505a", "id": "e123b1cc-b359-5125-abd5-7634dba7693c"}, {"type": "paragraph", "value": "<p>\u4e0d\u5408\u9002\u7684\u5185\u5bb9\u4f1a\u5148\u85cf\u8d77\u6765\uff0c\u4f5c\u8005\u4f1a\u6536\u5230\u4e00\u6761\u8bf4\u660e\u539f\u56e0\u7684\u901a\u77e5\u3002\u65b0\u6765\u7684\u4eba\u5934\u4e00\u5929\u53d1\u5f97\u6162\u4e00\u4e9b\uff0c\u8fd9\u662f\u4e3a\u4e86\u6321\u4f4f\u5e7f\u544a\u3002</p>", "id": "3e19847b-bdaa-53ec-9063-f5ceb98fcc8a"}, {"type": "heading", "value": "\u8fd9\u91cc\u4e0d\u80fd\u66ff\u4ee3\u533b\u751f", "id": "89388645-505d-5c23-83da-9c5934bdce2f"}, {"type": "paragraph", "value": "<p>\u6307\u5357\u5199\u660e\u8c01\u5199\u7684\u3001\u8c01\u770b\u8fc7\u3001\u51fa\u5904\u5728\u54ea\u91cc\uff0c\u4f46\u6bcf\u4e2a\u5b69\u5b50\u4e0d\u4e00\u6837\u3002\u6025\u7684\u65f6\u5019\u6253 120\uff0c\u62ff\u4e0d\u51c6\u7684\u65f6\u5019\u53bb\u533b\u9662\u3002</p>", "id": "874df2be-7b7d-5ac9-a473-17ed011cd116"}, {"type": "heading", "value": "\u6bd4\u8d5b\u548c\u76f4\u64ad", "id": "22721bef-349c-5710-9c2e-2f9e08739b43"}, {"type": "paragraph", "value": "<p>\u6bd4\u8d5b\u7684\u65e5\u671f\u3001\u7968\u6570\u548c\u5956\u54c1\u5199\u5728\u6bd4\u8d5b\u9875\u4e0a\uff0c\u6709\u4e86\u7b2c\u4e00\u7bc7\u53c2\u8d5b\u7b14\u8bb0\u4e4b\u540e\u5c31\u4e0d\u518d\u6539\u3002\u76f4\u64ad\u91cc\u8bf4\u7684\u8bdd\u4f1a\u7559\u5728\u56de\u653e\u91cc\uff0c\u56de\u653e\u8c01\u90fd\u80fd\u770b\u3002</p>", "id": "b2ffa204-65c8-59bd-9f07-155238f68df2"}, {"type": "heading", "value": "\u6539\u4e86\u600e\u4e48\u529e", "id": "8983bfff-4441-54c9-b4e1-fe9eddce605d"}, {"type": "paragraph", "value": "<p>\u8fd9\u91cc\u7684\u8bdd\u5982\u679c\u6539\u5f97\u4e0d\u4e00\u6837\u4e86\uff0c\u6211\u4eec\u4f1a\u6362\u4e00\u4e2a\u7248\u672c\u53f7\uff0c\u518d\u95ee\u4f60\u4e00\u6b21\u3002</p>", "id": "6839a0bb-0fec-5501-93a7-de3d4c65da51"}]', NULL),
(16, '[{"type": "paragraph", "value": "<p>\u8fd9\u662f 2026-11 \u7248\u3002\u6211\u4eec\u53ea\u7559\u4e0b\u7528\u5f97\u4e0a\u7684\u4e1c\u897f\u3002</p>", "id": "b267a08a-0bbe-591a-b3c4-f741b0d6530c"}, {"type": "heading", "value": "\u6211\u4eec\u8bb0\u4e0b\u4ec0\u4e48", "id": "bb727657-88a1-5541-903b-bef1a0183362"}, {"type": "paragraph", "value": "<p>\u767b\u5f55\u7528\u7684\u90ae\u7bb1\uff1b\u5bc6\u7801\u53ea\u7559\u4e0b\u4e00\u4e32\u7b97\u4e0d\u56de\u53bb\u7684\u5b57\u7b26\uff0c\u901a\u884c\u5bc6\u94a5\u53ea\u7559\u4e0b\u5b83\u7684\u516c\u94a5\uff1b\u4f60\u7684\u540d\u5b57\u3001\u4ecb\u7ecd\u548c\u5934\u50cf\uff1b\u4f60\u53d1\u7684\u5e16\u5b50\u3001\u7b14\u8bb0\u3001\u7167\u7247\u3001\u8bc4\u8bba\uff1b\u4f60\u70b9\u7684\u8d5e\u3001\u6295\u7684\u7968\u3001\u5173\u6ce8\u7684\u4eba\u3001\u52a0\u5165\u7684\u5708\u5b50\uff1b\u4f60\u4e3e\u62a5\u8fc7\u4ec0\u4e48\uff1b\u4f60\u540c\u610f\u8fd9\u4efd\u8bf4\u660e\u7684\u7248\u672c\u548c\u65f6\u95f4\u3002</p>", "id": "0dcde762-7cf8-546f-8f22-e22af84d6ead"}, {"type": "heading", "value": "\u5b69\u5b50\u7684\u8d44\u6599", "id": "6300c53c-635c-5826-bee1-36eb21e84f46"}, {"type": "paragraph", "value": "<p>\u9884\u4ea7\u671f\u3001\u751f\u65e5\u3001\u5c0f\u540d\u548c\u5b55\u5468\uff0c\u662f\u4f60\u613f\u610f\u624d\u586b\u7684\u3002\u53ea\u7528\u6765\u7b97\u6708\u9f84\u3001\u63a8\u8350\u540c\u6708\u9f84\u7684\u5708\u5b50\u3002\u53ea\u6709\u4f60\u81ea\u5df1\u770b\u5f97\u5230\uff0c\u7f16\u8f91\u548c\u7ba1\u7406\u5458\u5728\u7f51\u7ad9\u4e0a\u4e5f\u770b\u4e0d\u5230\u3002\u5220\u6389\u4e00\u4e2a\u5b69\u5b50\uff0c\u90a3\u4e00\u884c\u5c31\u6ca1\u6709\u4e86\u3002</p>", "id": "44918130-45c8-5ecd-8e1b-4aff09f40b16"}, {"type": "heading", "value": "\u4f60\u7684\u51fa\u751f\u65e5\u671f", "id": "0f667e4b-18c7-5d80-be21-419306c7b62e"}, {"type": "paragraph", "value": "<p>\u53ea\u5728\u6ce8\u518c\u65f6\u7528\u4e00\u6b21\uff0c\u786e\u8ba4\u4f60\u6ee1 14 \u5c81\u3002\u65e5\u671f\u4e0d\u4fdd\u5b58\uff0c\u53ea\u8bb0\u4e0b\u201c\u786e\u8ba4\u8fc7\u201d\u548c\u786e\u8ba4\u7684\u65f6\u95f4\u3002</p>", "id": "40d7e194-01f2-53b2-8d1b-74f2338f3984"}, {"type": "heading", "value": "\u7167\u7247", "id": "0efdf69f-f624-54b7-ab71-ceffb9e50148"}, {"type": "paragraph", "value": "<p>\u4e0a\u4f20\u7684\u7167\u7247\u4f1a\u91cd\u65b0\u7f16\u7801\uff0c\u62cd\u6444\u5730\u70b9\u3001\u65f6\u95f4\u3001\u624b\u673a\u578b\u53f7\u8fd9\u4e9b\u9644\u5e26\u7684\u4fe1\u606f\u5168\u90e8\u53bb\u6389\u3002\u539f\u6765\u7684\u6587\u4ef6\u4e0d\u4fdd\u7559\u3002\u68c0\u67e5\u901a\u8fc7\u4e4b\u524d\uff0c\u53ea\u6709\u4f60\u81ea\u5df1\u770b\u5f97\u5230\u3002</p>", "id": "67203087-2ea0-5b1f-8b3a-15b734bb9370"}, {"type": "heading", "value": "\u767b\u5f55\u7684\u8bbe\u5907", "id": "ed130e4f-07fe-5834-937b-c43909787961"}, {"type": "paragraph", "value": "<p>\u4e3a\u4e86\u8ba9\u4f60\u770b\u5230\u81ea\u5df1\u5728\u54ea\u4e9b\u8bbe\u5907\u4e0a\u767b\u5f55\u3001\u53ef\u4ee5\u4e00\u952e\u9000\u51fa\uff0c\u6211\u4eec\u8bb0\u4e0b\u6bcf\u53f0\u8bbe\u5907\u7684\u7f51\u7edc\u5730\u5740\u548c\u6d4f\u89c8\u5668\u540d\u79f0\uff0c\u9000\u51fa\u540e\u5220\u9664\u3002</p>", "id": "cf8c54b4-9f49-50d3-8b59-87c27d27b62f"}, {"type": "heading", "value": "\u600e\u4e48\u6570\u6570", "id": "1c43cead-9191-5a24-97ef-1ee93eec49f5"}, {"type": "paragraph", "value": "<p>\u6211\u4eec\u60f3\u77e5\u9053\u6bcf\u5929\u53d1\u4e86\u591a\u5c11\u5e16\u3001\u591a\u5c11\u4eba\u6765\uff0c\u6240\u4ee5\u6bcf\u4ef6\u4e8b\u8bb0\u4e00\u884c\uff0c\u4e0a\u9762\u7684\u4eba\u662f\u4e00\u4e2a\u4ee3\u53f7\uff0c\u4e0d\u662f\u540d\u5b57\u3002\u6ce8\u9500\u65f6\u8fd9\u4e9b\u884c\u4f1a\u5220\u6389\u3002\u7f51\u7ad9\u4e0a\u6ca1\u6709\u7b2c\u4e09\u65b9\u7684\u7edf\u8ba1\u3001\u5e7f\u544a\u6216\u5b57\u4f53\u3002</p>", "id": "0108bef6-c182-504f-98be-779b7bc41cc1"}, {"type": "heading", "value": "Cookie", "id": "4d0322bf-3acb-5acc-89e7-79aef57714a3"}, {"type": "paragraph", "value": "<p>\u53ea\u6709\u56db\u79cd\uff1a\u4fdd\u6301\u767b\u5f55\u7684\uff0c\u9632\u6b62\u522b\u7684\u7f51\u7ad9\u5192\u5145\u4f60\u63d0\u4ea4\u8868\u5355\u7684\uff0c\u8bb0\u4f4f\u8bed\u8a00\u3001\u6df1\u6d45\u8272\u548c\u5b57\u53f7\u7684\uff0c\u8fd8\u6709\u4e00\u4e2a\u968f\u673a\u6570\uff0c\u53ea\u7528\u6765\u6570\u4e00\u5206\u949f\u91cc\u53d1\u4e86\u51e0\u6b21\uff0c\u9632\u6b62\u6709\u4eba\u704c\u6c34\u3002</p>", "id": "8bfc2155-12a6-5dcb-9ec9-3b0ff1ec3ea2"}, {"type": "heading", "value": "\u6ce8\u9500\u4ee5\u540e", "id": "d9e00769-d18d-503e-bc10-6672710c17ee"}, {"type": "paragraph", "value": "<p>\u5728\u201c\u8d26\u53f7\u4e0e\u767b\u5f55\u201d\u91cc\u6ce8\u9500\u3002\u90ae\u7bb1\u3001\u5bc6\u7801\u3001\u540d\u5b57\u3001\u5934\u50cf\u3001\u5b69\u5b50\u7684\u8d44\u6599\u3001\u7167\u7247\u3001\u7b14\u8bb0\u548c\u53c2\u8d5b\u7b14\u8bb0\u3001\u5173\u6ce8\u3001\u8d5e\u3001\u5fbd\u7ae0\u3001\u901a\u77e5\u548c\u767b\u5f55\u8bb0\u5f55\u90fd\u4f1a\u5220\u9664\u3002\u4f60\u5728\u5e16\u5b50\u548c\u76f4\u64ad\u91cc\u8bf4\u7684\u8bdd\u4f1a\u7559\u4e0b\uff0c\u514d\u5f97\u522b\u4eba\u7684\u56de\u7b54\u6ca1\u6709\u4e86\u4e0a\u6587\uff0c\u4f46\u4e0d\u518d\u5199\u7740\u662f\u8c01\u8bf4\u7684\uff1b\u6295\u8fc7\u7684\u7968\u7167\u7b97\uff0c\u4e5f\u4e0d\u518d\u8fde\u7740\u4f60\u3002\u60f3\u8fde\u8bdd\u4e5f\u62ff\u8d70\uff0c\u8bf7\u5728\u6ce8\u9500\u524d\u9010\u6761\u5220\u9664\u3002</p>", "id": "e4103f8e-2d34-55bb-ae76-86847544d869"}]', NULL),
(17, '[{"type": "paragraph", "value": "<p>\u9019\u662f 2026-11 \u7248\u3002\u5beb\u5f97\u5f88\u77ed\uff0c\u6bcf\u4e00\u689d\u90fd\u7b97\u6578\u3002</p>", "id": "76c62aec-2666-52c3-abbe-d75f7c9e47e8"}, {"type": "heading", "value": "\u8ab0\u53ef\u4ee5\u4f86", "id": "76d209f4-e382-52bb-a853-1fe005e753d7"}, {"type": "paragraph", "value": "<p>\u5e74\u6eff 14 \u6b72\u7684\u4eba\u3002\u8a3b\u518a\u6642\u6703\u554f\u4f60\u7684\u51fa\u751f\u65e5\u671f\uff0c\u53ea\u7528\u4f86\u78ba\u8a8d\u5e74\u9f61\u3002\u5b69\u5b50\u4e0d\u5fc5\u958b\u5e33\u865f\uff0c\u7531\u4f60\u66ff\u4ed6\u8aaa\u8a71\u3002</p>", "id": "7535810f-aa3b-58d6-a0f0-53170a069622"}, {"type": "heading", "value": "\u4f60\u5beb\u7684\u8a71\u548c\u7167\u7247", "id": "6139053f-1ff1-5383-a2c5-f75eab7d82b3"}, {"type": "paragraph", "value": "<p>\u90fd\u662f\u4f60\u7684\u3002\u8cbc\u51fa\u4f86\uff0c\u5c31\u662f\u540c\u610f\u6211\u5011\u5728\u9019\u500b\u7db2\u7ad9\u4e0a\u7d66\u5225\u4eba\u770b\u3002\u4f60\u96a8\u6642\u53ef\u4ee5\u6539\u3001\u53ef\u4ee5\u522a\uff0c\u6211\u5011\u4e0d\u6703\u62ff\u53bb\u8ce3\uff0c\u4e5f\u4e0d\u6703\u7528\u5728\u5225\u8655\u3002</p>", "id": "2816e0ec-5297-5f7e-97a7-14850500f083"}, {"type": "heading", "value": "\u8acb\u4e0d\u8981\u9019\u6a23", "id": "98416857-d7ba-5627-878e-2e9064b9e9c2"}, {"type": "paragraph", "value": "<p>\u653e\u5b69\u5b50\u7684\u6b63\u81c9\u3001\u75c5\u6b77\u3001\u5168\u540d\u6216\u5bb6\u88e1\u7684\u5730\u5740\uff1b\u8ce3\u6771\u897f\u3001\u8cbc\u5ee3\u544a\uff1b\u7f75\u4eba\uff1b\u66ff\u91ab\u5e2b\u4e0b\u8a3a\u65b7\uff1b\u7528\u5225\u4eba\u7684\u7167\u7247\u548c\u6587\u5b57\u3002\u770b\u5230\u4e86\u8acb\u6309\u300c\u6aa2\u8209\u300d\uff0c\u6709\u4eba\u6703\u770b\u3002</p>", "id": "fd2f6c12-76d0-5a1e-8576-136b8e89a2d7"}, {"type": "heading", "value": "\u6211\u5011\u6703\u600e\u9ebc\u505a", "id": "77f23851-e3e1-5c4b-a203-c899306b4fa4"}, {"type": "paragraph", "value": "<p>\u4e0d\u5408\u9069\u7684\u5167\u5bb9\u6703\u5148\u85cf\u8d77\u4f86\uff0c\u4f5c\u8005\u6703\u6536\u5230\u4e00\u5247\u8aaa\u660e\u539f\u56e0\u7684\u901a\u77e5\u3002\u65b0\u4f86\u7684\u4eba\u7b2c\u4e00\u5929\u767c\u5f97\u6162\u4e00\u4e9b\uff0c\u9019\u662f\u70ba\u4e86\u64cb\u4f4f\u5ee3\u544a\u3002</p>", "id": "a21fad75-7361-5d18-bcd3-07be2b9a89a7"}, {"type": "heading", "value": "\u9019\u88e1\u4e0d\u80fd\u4ee3\u66ff\u91ab\u5e2b", "id": "cf0c9e0e-cad0-5cac-ad62-0bcdf23bae86"}, {"type": "paragraph", "value": "<p>\u6307\u5357\u5beb\u660e\u8ab0\u5beb\u7684\u3001\u8ab0\u770b\u904e\u3001\u51fa\u8655\u5728\u54ea\u88e1\uff0c\u4f46\u6bcf\u500b\u5b69\u5b50\u4e0d\u4e00\u6a23\u3002\u7dca\u6025\u6642\u8acb\u6253\u7576\u5730\u7684\u6025\u6551\u96fb\u8a71\uff0c\u62ff\u4e0d\u6e96\u7684\u6642\u5019\u8acb\u53bb\u91ab\u9662\u3002</p>", "id": "03348cf8-f643-55d8-8205-0c44ba2d75b4"}, {"type": "heading", "value": "\u6bd4\u8cfd\u548c\u76f4\u64ad", "id": "3c3b304b-fe70-597d-a86f-5dd76044aa44"}, {"type": "paragraph", "value": "<p>\u6bd4\u8cfd\u7684\u65e5\u671f\u3001\u7968\u6578\u548c\u734e\u54c1\u5beb\u5728\u6bd4\u8cfd\u9801\u4e0a\uff0c\u6709\u4e86\u7b2c\u4e00\u7bc7\u53c3\u8cfd\u7b46\u8a18\u4e4b\u5f8c\u5c31\u4e0d\u518d\u6539\u3002\u76f4\u64ad\u88e1\u8aaa\u7684\u8a71\u6703\u7559\u5728\u91cd\u64ad\u88e1\uff0c\u91cd\u64ad\u8ab0\u90fd\u80fd\u770b\u3002</p>", "id": "27c5f955-79a3-574c-8476-653e8a37c3a7"}, {"type": "heading", "value": "\u6539\u4e86\u600e\u9ebc\u8fa6", "id": "908047bb-57be-59d4-b9f3-ebcfb34725b5"}, {"type": "paragraph", "value": "<p>\u9019\u88e1\u7684\u8a71\u5982\u679c\u6539\u5f97\u4e0d\u4e00\u6a23\u4e86\uff0c\u6211\u5011\u6703\u63db\u4e00\u500b\u7248\u672c\u865f\uff0c\u518d\u554f\u4f60\u4e00\u6b21\u3002</p>", "id": "eff38639-ce53-592e-8e5a-f5ab28eb996d"}]', NULL),
(18, '[{"type": "paragraph", "value": "<p>\u9019\u662f 2026-11 \u7248\u3002\u6211\u5011\u53ea\u7559\u4e0b\u7528\u5f97\u4e0a\u7684\u6771\u897f\u3002</p>", "id": "15fb5c4b-306f-53e4-ad39-f0e45261f019"}, {"type": "heading", "value": "\u6211\u5011\u8a18\u4e0b\u4ec0\u9ebc", "id": "aaeb4f9a-bdab-518e-a2c1-1bb5c0744eea"}, {"type": "paragraph", "value": "<p>\u767b\u5165\u7528\u7684\u96fb\u5b50\u90f5\u4ef6\uff1b\u5bc6\u78bc\u53ea\u7559\u4e0b\u4e00\u4e32\u7b97\u4e0d\u56de\u53bb\u7684\u5b57\u5143\uff0c\u901a\u884c\u91d1\u9470\u53ea\u7559\u4e0b\u5b83\u7684\u516c\u9470\uff1b\u4f60\u7684\u540d\u5b57\u3001\u4ecb\u7d39\u548c\u5927\u982d\u8cbc\uff1b\u4f60\u767c\u7684\u6587\u7ae0\u3001\u7b46\u8a18\u3001\u7167\u7247\u3001\u7559\u8a00\uff1b\u4f60\u6309\u7684\u8b9a\u3001\u6295\u7684\u7968\u3001\u8ffd\u8e64\u7684\u4eba\u3001\u52a0\u5165\u7684\u5708\u5b50\uff1b\u4f60\u6aa2\u8209\u904e\u4ec0\u9ebc\uff1b\u4f60\u540c\u610f\u9019\u4efd\u8aaa\u660e\u7684\u7248\u672c\u548c\u6642\u9593\u3002</p>", "id": "642372f6-fba1-5915-93e4-651718746d5d"}, {"type": "heading", "value": "\u5b69\u5b50\u7684\u8cc7\u6599", "id": "21313136-97a5-576a-9569-9c2783b3ee66"}, {"type": "paragraph", "value": "<p>\u9810\u7522\u671f\u3001\u751f\u65e5\u3001\u5c0f\u540d\u548c\u5b55\u9031\uff0c\u662f\u4f60\u9858\u610f\u624d\u586b\u7684\u3002\u53ea\u7528\u4f86\u7b97\u6708\u9f61\u3001\u63a8\u85a6\u540c\u6708\u9f61\u7684\u5708\u5b50\u3002\u53ea\u6709\u4f60\u81ea\u5df1\u770b\u5f97\u5230\uff0c\u7de8\u8f2f\u548c\u7ba1\u7406\u54e1\u5728\u7db2\u7ad9\u4e0a\u4e5f\u770b\u4e0d\u5230\u3002\u522a\u6389\u4e00\u500b\u5b69\u5b50\uff0c\u90a3\u4e00\u7b46\u5c31\u6c92\u6709\u4e86\u3002</p>", "id": "278a9403-1d88-58a5-899f-37bf9787de08"}, {"type": "heading", "value": "\u4f60\u7684\u51fa\u751f\u65e5\u671f", "id": "0f667e4b-18c7-5d80-be21-419306c7b62e"}, {"type": "paragraph", "value": "<p>\u53ea\u5728\u8a3b\u518a\u6642\u7528\u4e00\u6b21\uff0c\u78ba\u8a8d\u4f60\u5e74\u6eff 14 \u6b72\u3002\u65e5\u671f\u4e0d\u4fdd\u5b58\uff0c\u53ea\u8a18\u4e0b\u300c\u78ba\u8a8d\u904e\u300d\u548c\u78ba\u8a8d\u7684\u6642\u9593\u3002</p>", "id": "1caf8b0d-e306-507b-b2d4-852cd951c5a9"}, {"type": "heading", "value": "\u7167\u7247", "id": "0efdf69f-f624-54b7-ab71-ceffb9e50148"}, {"type": "paragraph", "value": "<p>\u4e0a\u50b3\u7684\u7167\u7247\u6703\u91cd\u65b0\u7de8\u78bc\uff0c\u62cd\u651d\u5730\u9ede\u3001\u6642\u9593\u3001\u624b\u6a5f\u578b\u865f\u9019\u4e9b\u9644\u5e36\u7684\u8cc7\u8a0a\u5168\u90e8\u53bb\u6389\u3002\u539f\u4f86\u7684\u6a94\u6848\u4e0d\u4fdd\u7559\u3002\u6aa2\u67e5\u901a\u904e\u4e4b\u524d\uff0c\u53ea\u6709\u4f60\u81ea\u5df1\u770b\u5f97\u5230\u3002</p>", "id": "0d9787d8-4dc8-5fd0-a5aa-859a759877c0"}, {"type": "heading", "value": "\u767b\u5165\u7684\u88dd\u7f6e", "id": "84503b16-22cb-536e-91b1-c492fd75ebb5"}, {"type": "paragraph", "value": "<p>\u70ba\u4e86\u8b93\u4f60\u770b\u5230\u81ea\u5df1\u5728\u54ea\u4e9b\u88dd\u7f6e\u4e0a\u767b\u5165\u3001\u53ef\u4ee5\u4e00\u6b21\u5168\u90e8\u767b\u51fa\uff0c\u6211\u5011\u8a18\u4e0b\u6bcf\u53f0\u88dd\u7f6e\u7684\u7db2\u8def\u4f4d\u5740\u548c\u700f\u89bd\u5668\u540d\u7a31\uff0c\u767b\u51fa\u5f8c\u522a\u9664\u3002</p>", "id": "b075c603-32e2-5425-b285-1663de4cba99"}, {"type": "heading", "value": "\u600e\u9ebc\u6578\u6578", "id": "269800f4-a54f-584b-8c52-e2ad9db8be95"}, {"type": "paragraph", "value": "<p>\u6211\u5011\u60f3\u77e5\u9053\u6bcf\u5929\u767c\u4e86\u591a\u5c11\u6587\u7ae0\u3001\u591a\u5c11\u4eba\u4f86\uff0c\u6240\u4ee5\u6bcf\u4ef6\u4e8b\u8a18\u4e00\u7b46\uff0c\u4e0a\u9762\u7684\u4eba\u662f\u4e00\u500b\u4ee3\u865f\uff0c\u4e0d\u662f\u540d\u5b57\u3002\u522a\u9664\u5e33\u865f\u6642\u9019\u4e9b\u90fd\u6703\u522a\u6389\u3002\u7db2\u7ad9\u4e0a\u6c92\u6709\u7b2c\u4e09\u65b9\u7684\u7d71\u8a08\u3001\u5ee3\u544a\u6216\u5b57\u578b\u3002</p>", "id": "eb2641bd-10a8-562d-bfe3-3bb804184aa8"}, {"type": "heading", "value": "Cookie", "id": "4d0322bf-3acb-5acc-89e7-79aef57714a3"}, {"type": "paragraph", "value": "<p>\u53ea\u6709\u56db\u7a2e\uff1a\u4fdd\u6301\u767b\u5165\u7684\uff0c\u9632\u6b62\u5225\u7684\u7db2\u7ad9\u5192\u5145\u4f60\u9001\u51fa\u8868\u55ae\u7684\uff0c\u8a18\u4f4f\u8a9e\u8a00\u3001\u6df1\u6dfa\u8272\u548c\u5b57\u7d1a\u7684\uff0c\u9084\u6709\u4e00\u500b\u96a8\u6a5f\u6578\uff0c\u53ea\u7528\u4f86\u6578\u4e00\u5206\u9418\u88e1\u9001\u51fa\u5e7e\u6b21\uff0c\u9632\u6b62\u6709\u4eba\u704c\u6c34\u3002</p>", "id": "4f953bfa-1116-5961-83fa-52360316fbbb"}, {"type": "heading", "value": "\u522a\u9664\u5e33\u865f\u4ee5\u5f8c", "id": "5baa73db-4cb0-5fcf-b123-ad8940a51799"}, {"type": "paragraph", "value": "<p>\u5728\u300c\u5e33\u865f\u8207\u767b\u5165\u300d\u88e1\u522a\u9664\u3002\u96fb\u5b50\u90f5\u4ef6\u3001\u5bc6\u78bc\u3001\u540d\u5b57\u3001\u5927\u982d\u8cbc\u3001\u5b69\u5b50\u7684\u8cc7\u6599\u3001\u7167\u7247\u3001\u7b46\u8a18\u548c\u53c3\u8cfd\u7b46\u8a18\u3001\u8ffd\u8e64\u3001\u8b9a\u3001\u5fbd\u7ae0\u3001\u901a\u77e5\u548c\u767b\u5165\u7d00\u9304\u90fd\u6703\u522a\u9664\u3002\u4f60\u5728\u6587\u7ae0\u548c\u76f4\u64ad\u88e1\u8aaa\u7684\u8a71\u6703\u7559\u4e0b\uff0c\u514d\u5f97\u5225\u4eba\u7684\u56de\u7b54\u6c92\u6709\u4e86\u4e0a\u6587\uff0c\u4f46\u4e0d\u518d\u5beb\u8457\u662f\u8ab0\u8aaa\u7684\uff1b\u6295\u904e\u7684\u7968\u7167\u7b97\uff0c\u4e5f\u4e0d\u518d\u9023\u8457\u4f60\u3002\u60f3\u9023\u8a71\u4e5f\u62ff\u8d70\uff0c\u8acb\u5728\u522a\u9664\u5e33\u865f\u524d\u9010\u5247\u522a\u9664\u3002</p>", "id": "1c281039-b54e-52e1-8765-46be413cbed6"}]', NULL),
(19, '[{"type": "paragraph", "value": "<p>This is version 2026-11. It is short, and every line of it counts.</p>", "id": "7878d363-b594-5727-a3e4-0f61929ab0cd"}, {"type": "heading", "value": "Who may join", "id": "223dfd09-45ad-5534-a625-73e573e25723"}, {"type": "paragraph", "value": "<p>People of 14 years and over. We ask your birth date when you sign up, only to see that you are old enough. Children need no account: you speak for yours.</p>", "id": "adb3a643-be4e-53e8-8f37-f1da3eb99aa9"}, {"type": "heading", "value": "Your words and photos", "id": "352eb92f-7b35-5be9-a3eb-04ec16284cb0"}, {"type": "paragraph", "value": "<p>They are yours. By posting you agree that we show them to others on this site. You can change or delete them at any time. We do not sell them, and use them nowhere else.</p>", "id": "706f3350-323f-5e33-956d-8bc7acd1fd44"}, {"type": "heading", "value": "Please do not", "id": "1d5701b0-2610-59bd-8c72-c717848c5464"}, {"type": "paragraph", "value": "<p>Show a child\u2019s face, medical papers, full name or your address; sell or advertise; insult people; make diagnoses; use other people\u2019s photos and words. When you see such a thing, report it: somebody will look.</p>", "id": "7696b93d-c351-51dc-9397-d7beb84d0194"}, {"type": "heading", "value": "What we do about it", "id": "cf562aec-e504-513e-b8eb-e5f30ad52b2f"}, {"type": "paragraph", "value": "<p>What does not belong here is hidden first, and its author is told why. New members can post less on their first day; that keeps advertising out.</p>", "id": "b6add254-a77b-5c45-85bb-5fb7c003ba5b"}, {"type": "heading", "value": "This does not replace a doctor", "id": "db3ffc94-c043-5be4-a206-e30aebab56f1"}, {"type": "paragraph", "value": "<p>Our guides say who wrote and who checked them, and where they come from, but every child is different. In an emergency call an ambulance; when in doubt, see a doctor.</p>", "id": "4e8eb9af-bb36-50ef-b0dd-6fb4d6eff9fe"}, {"type": "heading", "value": "Contests and live sessions", "id": "1f92cf7c-2ed3-5011-954a-1b7ccec5e923"}, {"type": "paragraph", "value": "<p>Dates, votes and prizes stand on the contest\u2019s page and do not change after the first entry. What you say in a live session stays in its replay, and anybody can watch that.</p>", "id": "50977862-0d54-58b3-8864-faffaf402547"}, {"type": "heading", "value": "When these words change", "id": "c4054210-1558-50c9-bcab-afc6f55a2d34"}, {"type": "paragraph", "value": "<p>If they come to mean something else, they get a new version number and we ask you again.</p>", "id": "be003b33-81e2-5ea0-b7c9-2ead68163f5b"}]', NULL),
(20, '[{"type": "paragraph", "value": "<p>This is version 2026-11. We keep only what is of use.</p>", "id": "cd026c00-9bf5-5ed5-b92b-5e727c43e85b"}, {"type": "heading", "value": "What we keep", "id": "454ed5bf-72d4-500c-a3b2-3d4742c3859a"}, {"type": "paragraph", "value": "<p>The e-mail address you sign in with; of a password only a string that cannot be turned back, of a passkey only its public half; your name, words about yourself and picture; the posts, notes, photos and comments you send; what you like, vote for, follow and join; what you report; which version of this statement you agreed to, and when.</p>", "id": "2d024228-34ad-572d-afba-b794bd3ecf9c"}, {"type": "heading", "value": "Children", "id": "10fcf0b8-e51b-5b85-aada-e200691be25b"}, {"type": "paragraph", "value": "<p>A due date, birthday, pet name and weeks of pregnancy are there only if you want. They serve to tell the age and to suggest the circle of your month. Only you see them; on this site editors and staff do not. When you remove a child, the row is gone.</p>", "id": "52b0fcf1-bdb6-5d06-87e4-81a7a5899b6f"}, {"type": "heading", "value": "Your own birth date", "id": "dea0d89a-f9b7-59e1-bd1e-e224bebea65e"}, {"type": "paragraph", "value": "<p>Used once, when you sign up, to see that you are 14 or over. The date is not kept, only that it was confirmed and when.</p>", "id": "5e6f15a7-7ce0-50c6-9589-f6286365df62"}, {"type": "heading", "value": "Photos", "id": "ba1edebe-0269-5222-8c15-5da1c975c022"}, {"type": "paragraph", "value": "<p>Every photo is encoded anew, and what the camera wrote into it (place, time, model) is dropped. The file you sent is not kept. Until it has been checked, only you see it.</p>", "id": "491a840d-d5b3-5bb6-8934-2066849ee7b2"}, {"type": "heading", "value": "Devices", "id": "9ae47633-3254-503f-9f43-0fdc33d3d554"}, {"type": "paragraph", "value": "<p>So that you can see where you are signed in and sign out everywhere, we keep the network address and browser name of each device, until you sign out.</p>", "id": "ee725cbc-da26-5160-ba4c-a565ba99b160"}, {"type": "heading", "value": "Counting", "id": "b4382116-e3c7-5099-89aa-b4a3d698e720"}, {"type": "paragraph", "value": "<p>We want to know how many posts and people a day brings. Each event is one row, with a code name in place of yours; these rows go when you close your account. There are no third-party statistics, advertisements or fonts on this site.</p>", "id": "cad84055-cc1c-5883-b53d-32f0287ac9c5"}, {"type": "heading", "value": "Cookies", "id": "4965678b-b1fe-52c1-bed4-74a91f908a7c"}, {"type": "paragraph", "value": "<p>Four kinds: one that keeps you signed in, one that stops other sites from sending forms in your name, those that remember language, colours and text size, and a random number that only counts how often something is sent in a minute, against floods.</p>", "id": "c4ab6cb9-0924-573c-aca7-f5c838adcf76"}, {"type": "heading", "value": "When you close the account", "id": "ec7b6de8-0088-5202-83fb-79015950b0d9"}, {"type": "paragraph", "value": "<p>You do that under \u201cAccount and sign-in\u201d. Your e-mail address, password, name, picture, children, photos, notes and contest entries, follows, likes, badges, notices and sign-ins are deleted. What you said in threads and live sessions stays, so that other people\u2019s answers still make sense, but no name stands at it; votes stay counted, without you. If you want the words gone too, delete them first.</p>", "id": "a629653a-5629-5382-8bf6-ce8a4d963596"}]', NULL);
INSERT INTO "contests_contestindexpage" ("page_ptr_id", "cover_id", "intro") VALUES
(12, NULL, '晒出真正用到底的那一件，写得诚实的赢。投票不收费。'),
(13, NULL, '分享真正用到底的那一樣，寫得誠實的贏。投票不收費。'),
(14, NULL, 'Show what you really used up. The honest ones win; votes cost nothing.');
INSERT INTO "guides_guideindexpage" ("page_ptr_id", "cover_id", "intro") VALUES
(4, NULL, '每一篇都写着谁写的、哪位医生看过、出处在哪里。'),
(7, NULL, '每一篇都寫明誰寫的、哪位醫師看過、出處在哪裡。'),
(10, NULL, 'Each one says who wrote it, which doctor read it and where it comes from.');
INSERT INTO "guides_expertreviewtask" ("task_ptr_id") VALUES
(2);
INSERT INTO "home_homepage" ("page_ptr_id", "hero_text", "cover_id", "hero_guide_id", "hero_title") VALUES
(3, '医生看过的指南，同月龄爸妈的圈子，说实话的测评。想看什么，从这里开始。', NULL, NULL, '这一周，慢慢来'),
(6, '醫師看過的指南，同月齡爸媽的圈子，說實話的評測。想看什麼，從這裡開始。', NULL, NULL, '這一週，慢慢來'),
(9, 'Guides doctors have read, circles of parents at the same week, reviews that say how it is.', NULL, NULL, 'This week, slowly');
INSERT INTO "reviews_reviewindexpage" ("page_ptr_id", "cover_id", "intro") VALUES
(5, NULL, '自己买，自己用，用够日子再写。'),
(8, NULL, '自己買，自己用，用夠日子才寫。'),
(11, NULL, 'Bought by us, used by us, written about after a good while.');
INSERT INTO "search_state" ("id", "live", "building") VALUES
(1, 0, NULL);
INSERT INTO "search_words_0" ("search_words_0", rank) VALUES ('rank', 'bm25(5.0, 1.0, 2.0)');
INSERT INTO "search_words_1" ("search_words_1", rank) VALUES ('rank', 'bm25(5.0, 1.0, 2.0)');
INSERT INTO "search_index_synonyms" ("id", "note", "words") VALUES
(1, '', '湿疹, 奶癣, 特应性皮炎, eczema'),
(2, '', '纸尿裤, 尿不湿, 尿片, 尿布, nappy, diaper'),
(3, '', '红屁股, 尿布疹, 尿布皮炎'),
(4, '', '惊厥, 抽搐, 抽筋, 抽风'),
(5, '', '发烧, 发热, 高热, fever'),
(6, '', '拉肚子, 腹泻, 拉稀'),
(7, '', '便秘, 拉不出, 攒肚'),
(8, '', '吐奶, 溢奶, 呛奶'),
(9, '', '黄疸, 新生儿黄疸, jaundice'),
(10, '', '辅食, 副食品, 固体食物, 添加食物'),
(11, '', '断奶, 离乳, 断母乳'),
(12, '', '母乳, 母奶, 人奶'),
(13, '', '配方奶, 奶粉, 婴儿奶粉'),
(14, '', '吸奶器, 挤奶器'),
(15, '', '奶瓶, 奶壶'),
(16, '', '安抚奶嘴, 奶嘴, pacifier'),
(17, '', '婴儿车, 推车, 手推车, 童车, stroller'),
(18, '', '安全座椅, 汽车座椅, 儿童座椅'),
(19, '', '背带, 背巾, 婴儿背带'),
(20, '', '孕吐, 妊娠反应, 早孕反应'),
(21, '', '产后抑郁, 产后忧郁, 产后情绪低落'),
(22, '', '坐月子, 月子, 产褥期'),
(23, '', '顺产, 自然产, 阴道分娩'),
(24, '', '剖腹产, 剖宫产'),
(25, '', '早产儿, 早产宝宝, 早产'),
(26, '', '糖耐, 糖耐量, 妊娠糖尿病筛查'),
(27, '', '疫苗, 预防针, 打针'),
(28, '', '长牙, 出牙, 萌牙'),
(29, '', '肠绞痛, 肠胀气, 胀气, colic');
DELETE FROM sqlite_sequence;
INSERT INTO "sqlite_sequence" ("name", "seq") VALUES
('account_emailaddress', 0),
('accounts_consent', 0),
('accounts_sanction', 0),
('accounts_user', 0),
('auth_group', 2),
('auth_group_permissions', 30),
('auth_permission', 424),
('circles_circle', 0),
('contests_entry', 0),
('contests_vote', 0),
('django_admin_log', 0),
('django_content_type', 106),
('django_migrations', 316),
('events_fact', 0),
('families_child', 0),
('kols_koldecision', 0),
('live_livesession', 0),
('mfa_authenticator', 0),
('moderation_decision', 0),
('moderation_flag', 0),
('moderation_reviewable', 0),
('notes_note', 0),
('notes_notelike', 0),
('notes_notephoto', 0),
('photos_editorialimage', 0),
('photos_photorendition', 0),
('previews_preview', 0),
('products_product', 0),
('screening_screening', 0),
('screening_screeningdecision', 0),
('search_index_synonyms', 29),
('taggit_tag', 0),
('taggit_taggeditem', 0),
('threads_post', 0),
('threads_postphoto', 0),
('threads_thread', 0),
('wagtailadmin_editingsession', 0),
('wagtailcore_collection', 1),
('wagtailcore_comment', 0),
('wagtailcore_groupapprovaltask_groups', 1),
('wagtailcore_groupcollectionpermission', 12),
('wagtailcore_grouppagepermission', 7),
('wagtailcore_locale', 3),
('wagtailcore_modellogentry', 0),
('wagtailcore_page', 20),
('wagtailcore_pagelogentry', 0),
('wagtailcore_pageviewrestriction', 0),
('wagtailcore_revision', 0),
('wagtailcore_site', 2),
('wagtailcore_task', 2),
('wagtailcore_taskstate', 0),
('wagtailcore_workflow', 2),
('wagtailcore_workflowstate', 0),
('wagtailcore_workflowtask', 3),
('wagtaildocs_document', 0),
('wagtailembeds_embed', 0),
('wagtailimages_image', 0),
('wagtailimages_rendition', 0),
('wagtailredirects_redirect', 0),
('wagtailsearch_indexentry', 0),
('wagtailusers_userprofile', 0);
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE UNIQUE INDEX "accounts_user_groups_user_id_group_id_59c0b32f_uniq" ON "accounts_user_groups" ("user_id", "group_id");
CREATE INDEX "accounts_user_groups_user_id_52b62117" ON "accounts_user_groups" ("user_id");
CREATE INDEX "accounts_user_groups_group_id_bd11a704" ON "accounts_user_groups" ("group_id");
CREATE UNIQUE INDEX "accounts_user_user_permissions_user_id_permission_id_2ab516c2_uniq" ON "accounts_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "accounts_user_user_permissions_user_id_e4f0a161" ON "accounts_user_user_permissions" ("user_id");
CREATE INDEX "accounts_user_user_permissions_permission_id_113bb443" ON "accounts_user_user_permissions" ("permission_id");
CREATE INDEX "accounts_consent_user_id_81cd791f" ON "accounts_consent" ("user_id");
CREATE INDEX "account_emailconfirmation_email_address_id_5b7f8c58" ON "account_emailconfirmation" ("email_address_id");
CREATE UNIQUE INDEX "account_emailaddress_user_id_email_987c8728_uniq" ON "account_emailaddress" ("user_id", "email");
CREATE UNIQUE INDEX "unique_verified_email" ON "account_emailaddress" ("email") WHERE "verified";
CREATE INDEX "account_emailaddress_user_id_2c513194" ON "account_emailaddress" ("user_id");
CREATE INDEX "account_emailaddress_email_03be32b2" ON "account_emailaddress" ("email");
CREATE UNIQUE INDEX "unique_primary_email" ON "account_emailaddress" ("user_id", "primary") WHERE "primary";
CREATE INDEX "accounts_mail_useful_until_5611ff0b" ON "accounts_mail" ("useful_until");
CREATE INDEX "accounts_mail_posted_at_7829467d" ON "accounts_mail" ("posted_at");
CREATE UNIQUE INDEX "one_account_per_email" ON "accounts_user" ((LOWER("email")));
CREATE INDEX "accounts_newest" ON "accounts_user" ("date_joined");
CREATE INDEX "accounts_sanction_by_id_7f82f283" ON "accounts_sanction" ("by_id");
CREATE INDEX "accounts_sanction_person_id_57e0aa4a" ON "accounts_sanction" ("person_id");
CREATE INDEX "sanctions_of_a_person" ON "accounts_sanction" ("person_id", "id" DESC);
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE INDEX "analytics_measurement_actor_e1267938" ON "analytics_measurement" ("actor");
CREATE INDEX "analytics_measurement_at_129a4361" ON "analytics_measurement" ("at");
CREATE INDEX "badges_award_user_id_888aa9af" ON "badges_award" ("user_id");
CREATE INDEX "awards_newest" ON "badges_award" ("user_id", "awarded_at" DESC, "id" DESC);
CREATE INDEX "circles_membership_circle_id_d0e69955" ON "circles_membership" ("circle_id");
CREATE INDEX "circles_membership_user_id_0eec5c5e" ON "circles_membership" ("user_id");
CREATE INDEX "memberships_newest" ON "circles_membership" ("user_id", "joined_at" DESC, "id" DESC);
CREATE INDEX "circles_by_position" ON "circles_circle" ("kind", "position", "id");
CREATE UNIQUE INDEX "wagtailcore_groupcollectionpermission_group_id_collection_id_permission_id_a21cefe9_uniq" ON "wagtailcore_groupcollectionpermission" ("group_id", "collection_id", "permission_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_collection_id_5423575a" ON "wagtailcore_groupcollectionpermission" ("collection_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_group_id_05d61460" ON "wagtailcore_groupcollectionpermission" ("group_id");
CREATE INDEX "wagtailcore_groupcollectionpermission_permission_id_1b626275" ON "wagtailcore_groupcollectionpermission" ("permission_id");
CREATE UNIQUE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_group_id_d23f80bb_uniq" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_pageviewrestriction_id_f147a99a" ON "wagtailcore_pageviewrestriction_groups" ("pageviewrestriction_id");
CREATE INDEX "wagtailcore_pageviewrestriction_groups_group_id_6460f223" ON "wagtailcore_pageviewrestriction_groups" ("group_id");
CREATE INDEX "wagtailcore_pageviewrestriction_page_id_15a8bea6" ON "wagtailcore_pageviewrestriction" ("page_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_collection_id_761908ec" ON "wagtailcore_collectionviewrestriction" ("collection_id");
CREATE UNIQUE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_group_id_988995ae_uniq" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id", "group_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_collectionviewrestriction_id_47320efd" ON "wagtailcore_collectionviewrestriction_groups" ("collectionviewrestriction_id");
CREATE INDEX "wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3" ON "wagtailcore_collectionviewrestriction_groups" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_site_hostname_port_2c626d70_uniq" ON "wagtailcore_site" ("hostname", "port");
CREATE INDEX "wagtailcore_site_hostname_96b20b46" ON "wagtailcore_site" ("hostname");
CREATE INDEX "wagtailcore_site_root_page_id_e02fb95c" ON "wagtailcore_site" ("root_page_id");
CREATE INDEX "wagtailcore_task_content_type_id_249ab8ba" ON "wagtailcore_task" ("content_type_id");
CREATE INDEX "wagtailcore_workflowpage_workflow_id_56f56ff6" ON "wagtailcore_workflowpage" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq" ON "wagtailcore_workflowtask" ("workflow_id", "task_id");
CREATE INDEX "wagtailcore_workflowtask_task_id_ce7716fe" ON "wagtailcore_workflowtask" ("task_id");
CREATE INDEX "wagtailcore_workflowtask_workflow_id_b9717175" ON "wagtailcore_workflowtask" ("workflow_id");
CREATE UNIQUE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_group_id_bb5ee7eb_uniq" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id", "group_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_groupapprovaltask_id_9a9255ea" ON "wagtailcore_groupapprovaltask_groups" ("groupapprovaltask_id");
CREATE INDEX "wagtailcore_groupapprovaltask_groups_group_id_2e64b61f" ON "wagtailcore_groupapprovaltask_groups" ("group_id");
CREATE UNIQUE INDEX "wagtailcore_page_translation_key_locale_id_9b041bad_uniq" ON "wagtailcore_page" ("translation_key", "locale_id");
CREATE INDEX "wagtailcore_page_slug_e7c11b8f" ON "wagtailcore_page" ("slug");
CREATE INDEX "wagtailcore_page_content_type_id_c28424df" ON "wagtailcore_page" ("content_type_id");
CREATE INDEX "wagtailcore_page_owner_id_fbf7c332" ON "wagtailcore_page" ("owner_id");
CREATE INDEX "wagtailcore_page_first_published_at_2b5dd637" ON "wagtailcore_page" ("first_published_at");
CREATE INDEX "wagtailcore_page_live_revision_id_930bd822" ON "wagtailcore_page" ("live_revision_id");
CREATE INDEX "wagtailcore_page_locked_by_id_bcb86245" ON "wagtailcore_page" ("locked_by_id");
CREATE INDEX "wagtailcore_page_locale_id_3c7e30a6" ON "wagtailcore_page" ("locale_id");
CREATE INDEX "wagtailcore_page_alias_of_id_12945502" ON "wagtailcore_page" ("alias_of_id");
CREATE INDEX "wagtailcore_commentreply_comment_id_afc7e027" ON "wagtailcore_commentreply" ("comment_id");
CREATE INDEX "wagtailcore_commentreply_user_id_d0b3b9c3" ON "wagtailcore_commentreply" ("user_id");
CREATE UNIQUE INDEX "wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq" ON "wagtailcore_pagesubscription" ("page_id", "user_id");
CREATE INDEX "wagtailcore_pagesubscription_page_id_a085e7a6" ON "wagtailcore_pagesubscription" ("page_id");
CREATE INDEX "wagtailcore_pagesubscription_user_id_89d7def9" ON "wagtailcore_pagesubscription" ("user_id");
CREATE INDEX "wagtailcore_comment_page_id_108444b5" ON "wagtailcore_comment" ("page_id");
CREATE INDEX "wagtailcore_comment_resolved_by_id_a282aa0e" ON "wagtailcore_comment" ("resolved_by_id");
CREATE INDEX "wagtailcore_comment_revision_created_id_1d058279" ON "wagtailcore_comment" ("revision_created_id");
CREATE INDEX "wagtailcore_comment_user_id_0c577ca6" ON "wagtailcore_comment" ("user_id");
CREATE INDEX "wagtailcore_page_latest_revision_id_e60fef51" ON "wagtailcore_page" ("latest_revision_id");
CREATE UNIQUE INDEX "wagtailcore_referenceindex_base_content_type_id_object_id_to_content_type_id_to_object_id_content_path_hash_9e6ccd6a_uniq" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id", "to_content_type_id", "to_object_id", "content_path_hash");
CREATE INDEX "wagtailcore_referenceindex_base_content_type_id_313cf40f" ON "wagtailcore_referenceindex" ("base_content_type_id");
CREATE INDEX "wagtailcore_referenceindex_content_type_id_766e0336" ON "wagtailcore_referenceindex" ("content_type_id");
CREATE INDEX "wagtailcore_referenceindex_to_content_type_id_93690bbd" ON "wagtailcore_referenceindex" ("to_content_type_id");
CREATE INDEX "wagtailcore_taskstate_content_type_id_0a758fdc" ON "wagtailcore_taskstate" ("content_type_id");
CREATE INDEX "wagtailcore_taskstate_task_id_c3677c34" ON "wagtailcore_taskstate" ("task_id");
CREATE INDEX "wagtailcore_taskstate_workflow_state_id_9239a775" ON "wagtailcore_taskstate" ("workflow_state_id");
CREATE INDEX "wagtailcore_taskstate_finished_by_id_13f98229" ON "wagtailcore_taskstate" ("finished_by_id");
CREATE INDEX "wagtailcore_taskstate_revision_id_df25a499" ON "wagtailcore_taskstate" ("revision_id");
CREATE UNIQUE INDEX "unique_in_progress_workflow" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id") WHERE "status" IN ('in_progress', 'needs_changes');
CREATE INDEX "wagtailcore_workflowstate_requested_by_id_4090bca3" ON "wagtailcore_workflowstate" ("requested_by_id");
CREATE INDEX "wagtailcore_workflowstate_workflow_id_1f18378f" ON "wagtailcore_workflowstate" ("workflow_id");
CREATE INDEX "wagtailcore_workflowstate_base_content_type_id_a30dc576" ON "wagtailcore_workflowstate" ("base_content_type_id");
CREATE INDEX "wagtailcore_workflowstate_content_type_id_2bb78ce1" ON "wagtailcore_workflowstate" ("content_type_id");
CREATE INDEX "workflowstate_ct_id_idx" ON "wagtailcore_workflowstate" ("content_type_id", "object_id");
CREATE INDEX "workflowstate_base_ct_id_idx" ON "wagtailcore_workflowstate" ("base_content_type_id", "object_id");
CREATE INDEX "wagtailcore_workflowcontenttype_workflow_id_9aad7cd2" ON "wagtailcore_workflowcontenttype" ("workflow_id");
CREATE INDEX "wagtailcore_modellogentry_action_d2d856ee" ON "wagtailcore_modellogentry" ("action");
CREATE INDEX "wagtailcore_modellogentry_timestamp_9694521b" ON "wagtailcore_modellogentry" ("timestamp");
CREATE INDEX "wagtailcore_modellogentry_content_changed_8bc39742" ON "wagtailcore_modellogentry" ("content_changed");
CREATE INDEX "wagtailcore_modellogentry_object_id_e0e7d4ef" ON "wagtailcore_modellogentry" ("object_id");
CREATE INDEX "wagtailcore_modellogentry_content_type_id_68849e77" ON "wagtailcore_modellogentry" ("content_type_id");
CREATE INDEX "wagtailcore_modellogentry_user_id_0278d1bf" ON "wagtailcore_modellogentry" ("user_id");
CREATE INDEX "wagtailcore_modellogentry_revision_id_df6ca33a" ON "wagtailcore_modellogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_action_c2408198" ON "wagtailcore_pagelogentry" ("action");
CREATE INDEX "wagtailcore_pagelogentry_timestamp_deb774c4" ON "wagtailcore_pagelogentry" ("timestamp");
CREATE INDEX "wagtailcore_pagelogentry_content_changed_99f27ade" ON "wagtailcore_pagelogentry" ("content_changed");
CREATE INDEX "wagtailcore_pagelogentry_content_type_id_74e7708a" ON "wagtailcore_pagelogentry" ("content_type_id");
CREATE INDEX "wagtailcore_pagelogentry_page_id_8464e327" ON "wagtailcore_pagelogentry" ("page_id");
CREATE INDEX "wagtailcore_pagelogentry_revision_id_8043d103" ON "wagtailcore_pagelogentry" ("revision_id");
CREATE INDEX "wagtailcore_pagelogentry_user_id_604ccfd8" ON "wagtailcore_pagelogentry" ("user_id");
CREATE INDEX "wagtailcore_grouppagepermission_group_id_fc07e671" ON "wagtailcore_grouppagepermission" ("group_id");
CREATE INDEX "wagtailcore_grouppagepermission_page_id_710b114a" ON "wagtailcore_grouppagepermission" ("page_id");
CREATE INDEX "wagtailcore_grouppagepermission_permission_id_05acb22e" ON "wagtailcore_grouppagepermission" ("permission_id");
CREATE INDEX "wagtailcore_revision_created_at_81450aa6" ON "wagtailcore_revision" ("created_at");
CREATE INDEX "wagtailcore_revision_approved_go_live_at_88d3dee5" ON "wagtailcore_revision" ("approved_go_live_at");
CREATE INDEX "wagtailcore_revision_user_id_03df83b0" ON "wagtailcore_revision" ("user_id");
CREATE INDEX "wagtailcore_revision_content_type_id_c8cb69c0" ON "wagtailcore_revision" ("content_type_id");
CREATE INDEX "wagtailcore_revision_base_content_type_id_5b4ef7bd" ON "wagtailcore_revision" ("base_content_type_id");
CREATE INDEX "content_object_idx" ON "wagtailcore_revision" ("content_type_id", "object_id");
CREATE INDEX "base_content_object_idx" ON "wagtailcore_revision" ("base_content_type_id", "object_id");
CREATE INDEX "wagtailcore_uploadedfile_for_content_type_id_b0fc87b2" ON "wagtailcore_uploadedfile" ("for_content_type_id");
CREATE INDEX "wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8" ON "wagtailcore_uploadedfile" ("uploaded_by_user_id");
CREATE UNIQUE INDEX "wagtailcore_groupsitepermission_group_id_site_id_permission_id_a58ee30d_uniq" ON "wagtailcore_groupsitepermission" ("group_id", "site_id", "permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_group_id_e5cdbee4" ON "wagtailcore_groupsitepermission" ("group_id");
CREATE INDEX "wagtailcore_groupsitepermission_permission_id_459b1f38" ON "wagtailcore_groupsitepermission" ("permission_id");
CREATE INDEX "wagtailcore_groupsitepermission_site_id_245de488" ON "wagtailcore_groupsitepermission" ("site_id");
CREATE INDEX "referenceindex_source_object" ON "wagtailcore_referenceindex" ("base_content_type_id", "object_id");
CREATE INDEX "referenceindex_target_object" ON "wagtailcore_referenceindex" ("to_content_type_id", "to_object_id");
CREATE INDEX "wagtailcore_uuid_d6363b_idx" ON "wagtailcore_modellogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_uuid_06a44d_idx" ON "wagtailcore_pagelogentry" ("uuid", "action", "timestamp" DESC);
CREATE INDEX "wagtailcore_apitoken_user_id_49b1141b" ON "wagtailcore_apitoken" ("user_id");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "photos_editorialrendition_filter_spec_1256ab03" ON "photos_editorialrendition" ("filter_spec");
CREATE INDEX "photos_editorialrendition_image_id_f6d85607" ON "photos_editorialrendition" ("image_id");
CREATE INDEX "photos_photorendition_photo_id_86b21296" ON "photos_photorendition" ("photo_id");
CREATE INDEX "notes_notelike_note_id_49048601" ON "notes_notelike" ("note_id");
CREATE INDEX "notes_notelike_user_id_3593b98d" ON "notes_notelike" ("user_id");
CREATE INDEX "notes_notephoto_note_id_746f3ee9" ON "notes_notephoto" ("note_id");
CREATE INDEX "notes_notephoto_photo_id_ebe32823" ON "notes_notephoto" ("photo_id");
CREATE INDEX "profiles_follow_followed_id_d6d8171f" ON "profiles_follow" ("followed_id");
CREATE INDEX "profiles_follow_follower_id_e33ccfca" ON "profiles_follow" ("follower_id");
CREATE INDEX "followers_newest" ON "profiles_follow" ("followed_id", "created_at" DESC, "id" DESC);
CREATE INDEX "following_newest" ON "profiles_follow" ("follower_id", "created_at" DESC, "id" DESC);
CREATE INDEX "guides_guidestage_page_id_f63a7e86" ON "guides_guidestage" ("page_id");
CREATE INDEX "guides_by_stage" ON "guides_guidestage" ("kind", "start", "end");
CREATE INDEX "home_standardpage_cover_id_6f30afb6" ON "home_standardpage" ("cover_id");
CREATE INDEX "contests_terms_closed_by_id_fd1fcf97" ON "contests_terms" ("closed_by_id");
CREATE UNIQUE INDEX "one_entry_a_person" ON "contests_entry" ("contest_id", "author_id") WHERE "withdrawn_at" IS NULL;
CREATE INDEX "contests_entry_author_id_9e19f4ba" ON "contests_entry" ("author_id");
CREATE INDEX "contests_entry_contest_id_193f2ff7" ON "contests_entry" ("contest_id");
CREATE INDEX "entries_newest" ON "contests_entry" ("contest_id", "created_at" DESC, "id" DESC);
CREATE INDEX "entries_most_votes" ON "contests_entry" ("contest_id", "votes_count" DESC, "id" DESC);
CREATE INDEX "contests_vote_contest_id_544007a4" ON "contests_vote" ("contest_id");
CREATE INDEX "contests_vote_entry_id_00f3c06b" ON "contests_vote" ("entry_id");
CREATE INDEX "contests_vote_voter_id_8e5920f9" ON "contests_vote" ("voter_id");
CREATE INDEX "contests_contestindexpage_cover_id_a7e0f85a" ON "contests_contestindexpage" ("cover_id");
CREATE INDEX "contests_contestpage_cover_id_81c72246" ON "contests_contestpage" ("cover_id");
CREATE INDEX "contests_running" ON "contests_contestpage" ("opens_at", "votes_close_at");
CREATE INDEX "events_delivery_due_at_597004a7" ON "events_delivery" ("due_at");
CREATE INDEX "events_delivery_fact_id_9849569b" ON "events_delivery" ("fact_id");
CREATE INDEX "delivery_waiting" ON "events_delivery" ("due_at") WHERE ("done_at" IS NULL AND "given_up_at" IS NULL);
CREATE INDEX "events_fact_at_2d3d63a3" ON "events_fact" ("at");
CREATE INDEX "delivery_given_up" ON "events_delivery" ("queue") WHERE ("done_at" IS NULL AND "given_up_at" IS NOT NULL);
CREATE INDEX "families_child_family_id_94733702" ON "families_child" ("family_id");
CREATE INDEX "kols_kol_verified_by_id_bf7b4cf0" ON "kols_kol" ("verified_by_id");
CREATE INDEX "kols_newest" ON "kols_kol" ("verified_at" DESC, "user_id" DESC);
CREATE INDEX "kols_koldecision_by_id_b60dff1d" ON "kols_koldecision" ("by_id");
CREATE INDEX "kols_koldecision_kol_id_8730f7dc" ON "kols_koldecision" ("kol_id");
CREATE INDEX "kols_decisions" ON "kols_koldecision" ("kol_id", "id" DESC);
CREATE INDEX "guides_guideindexpage_cover_id_22e73d1d" ON "guides_guideindexpage" ("cover_id");
CREATE INDEX "guides_guidepage_author_id_4385947d" ON "guides_guidepage" ("author_id");
CREATE INDEX "guides_guidepage_cover_id_4e8f0c6c" ON "guides_guidepage" ("cover_id");
CREATE INDEX "guides_guidepage_reviewer_id_0d20aace" ON "guides_guidepage" ("reviewer_id");
CREATE INDEX "guides_guidecheck_asked_by_id_365d4577" ON "guides_guidecheck" ("asked_by_id");
CREATE INDEX "guides_guidecheck_expert_id_44f3104d" ON "guides_guidecheck" ("expert_id");
CREATE INDEX "guides_guidecheck_page_id_b1ac81e1" ON "guides_guidecheck" ("page_id");
CREATE INDEX "guides_guidecheck_revision_id_970d641f" ON "guides_guidecheck" ("revision_id");
CREATE INDEX "guides_guidecheck_written_by_id_6c0414eb" ON "guides_guidecheck" ("written_by_id");
CREATE INDEX "guides_checks" ON "guides_guidecheck" ("page_id", "expert_id", "made_at" DESC);
CREATE INDEX "home_homepage_cover_id_2c527652" ON "home_homepage" ("cover_id");
CREATE INDEX "home_homepage_hero_guide_id_25b2d503" ON "home_homepage" ("hero_guide_id");
CREATE UNIQUE INDEX "one_comment_per_key" ON "live_comment" ("session_id", "author_id", "key") WHERE "key" IS NOT NULL;
CREATE INDEX "live_comment_author_id_d1caefac" ON "live_comment" ("author_id");
CREATE INDEX "live_comment_session_id_c35c4ec4" ON "live_comment" ("session_id");
CREATE INDEX "comments_by_offset" ON "live_comment" ("session_id", "offset_ms", "id");
CREATE INDEX "live_livesession_cover_id_8d59bf4a" ON "live_livesession" ("cover_id");
CREATE INDEX "live_livesession_host_id_3c27a908" ON "live_livesession" ("host_id");
CREATE INDEX "live_newest" ON "live_livesession" ("scheduled_at" DESC, "id" DESC);
CREATE INDEX "live_replays" ON "live_livesession" ("ended_at" DESC, "id" DESC);
CREATE INDEX "live_by_host" ON "live_livesession" ("host_id", "scheduled_at" DESC, "id" DESC);
CREATE INDEX "mfa_authenticator_user_id_0c3a50c0" ON "mfa_authenticator" ("user_id");
CREATE UNIQUE INDEX "unique_authenticator_type" ON "mfa_authenticator" ("user_id", "type") WHERE "type" IN ('totp', 'recovery_codes');
CREATE INDEX "moderation_reviewable_author_id_5e7fd6f9" ON "moderation_reviewable" ("author_id");
CREATE INDEX "reviewables_waiting" ON "moderation_reviewable" ("state", "flagged_at" DESC, "id" DESC);
CREATE INDEX "moderation_decision_by_id_c73b84b3" ON "moderation_decision" ("by_id");
CREATE INDEX "moderation_decision_reviewable_id_81a2774b" ON "moderation_decision" ("reviewable_id");
CREATE INDEX "moderation_flag_by_id_86b737b3" ON "moderation_flag" ("by_id");
CREATE INDEX "moderation_flag_reviewable_id_d66c8a64" ON "moderation_flag" ("reviewable_id");
CREATE INDEX "notes_note_author_id_e9645357" ON "notes_note" ("author_id");
CREATE INDEX "notes_note_product_id_676b4897" ON "notes_note" ("product_id");
CREATE INDEX "notes_newest" ON "notes_note" ("created_at" DESC, "id" DESC);
CREATE INDEX "notes_by_product" ON "notes_note" ("product_id", "created_at" DESC, "id" DESC);
CREATE INDEX "notifications_notice_actor_id_98763506" ON "notifications_notice" ("actor_id");
CREATE INDEX "notifications_notice_to_id_98c6047f" ON "notifications_notice" ("to_id");
CREATE INDEX "notices_newest" ON "notifications_notice" ("to_id", "created_at" DESC, "id" DESC);
CREATE INDEX "notices_unread" ON "notifications_notice" ("to_id") WHERE "read_at" IS NULL;
CREATE INDEX "renditions_by_file" ON "photos_editorialrendition" ("file");
CREATE INDEX "photos_piece_upload_id_5503d2d7" ON "photos_piece" ("upload_id");
CREATE INDEX "photos_upload_created_at_39c5a3d2" ON "photos_upload" ("created_at");
CREATE INDEX "photos_upload_owner_id_a64b06de" ON "photos_upload" ("owner_id");
CREATE UNIQUE INDEX "one_piece_per_start" ON "photos_piece" ("upload_id", "start") WHERE "kept";
CREATE INDEX "photos_editorialimage_created_at_2ca281c5" ON "photos_editorialimage" ("created_at");
CREATE INDEX "photos_editorialimage_file_hash_fc561951" ON "photos_editorialimage" ("file_hash");
CREATE INDEX "photos_editorialimage_collection_id_a3643725" ON "photos_editorialimage" ("collection_id");
CREATE INDEX "photos_editorialimage_uploaded_by_user_id_11196c52" ON "photos_editorialimage" ("uploaded_by_user_id");
CREATE INDEX "photos_photo_phash_c52095a9" ON "photos_photo" ("phash");
CREATE INDEX "photos_photo_owner_id_d16c8dd1" ON "photos_photo" ("owner_id");
CREATE INDEX "photos_by_state" ON "photos_photo" ("state", "created_at" DESC);
CREATE INDEX "products_product_picture_id_a2d411bd" ON "products_product" ("picture_id");
CREATE INDEX "products_most_told" ON "products_product" ("notes_count" DESC, "id" DESC);
CREATE INDEX "profiles_profile_avatar_id_86e655c4" ON "profiles_profile" ("avatar_id");
CREATE INDEX "reviews_reviewindexpage_cover_id_656677c0" ON "reviews_reviewindexpage" ("cover_id");
CREATE INDEX "reviews_reviewpage_author_id_4ba17dc6" ON "reviews_reviewpage" ("author_id");
CREATE INDEX "reviews_reviewpage_cover_id_d08bf9df" ON "reviews_reviewpage" ("cover_id");
CREATE INDEX "reviews_reviewpage_product_id_5744f1cd" ON "reviews_reviewpage" ("product_id");
CREATE INDEX "screening_screening_decided_by_id_a4b4407a" ON "screening_screening" ("decided_by_id");
CREATE INDEX "screening_screeningdecision_by_id_74351a02" ON "screening_screeningdecision" ("by_id");
CREATE INDEX "screening_screeningdecision_screening_id_3f4b703b" ON "screening_screeningdecision" ("screening_id");
CREATE INDEX search_topic_0_document ON search_topic_0 (document);
CREATE INDEX search_topic_0_kind ON search_topic_0 (topic, kind, at, document);
CREATE INDEX search_topic_0_sound ON search_topic_0 (sound);
CREATE INDEX search_topic_0_at ON search_topic_0 (at)
;
CREATE INDEX search_topic_1_document ON search_topic_1 (document);
CREATE INDEX search_topic_1_kind ON search_topic_1 (topic, kind, at, document);
CREATE INDEX search_topic_1_sound ON search_topic_1 (sound);
CREATE INDEX search_topic_1_at ON search_topic_1 (at)
;
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "threads_postlike_post_id_040fef1a" ON "threads_postlike" ("post_id");
CREATE INDEX "threads_postlike_user_id_7222f195" ON "threads_postlike" ("user_id");
CREATE INDEX "threads_postphoto_photo_id_f24acd6d" ON "threads_postphoto" ("photo_id");
CREATE INDEX "threads_postphoto_post_id_c94912fd" ON "threads_postphoto" ("post_id");
CREATE INDEX "threads_post_author_id_a6564fc2" ON "threads_post" ("author_id");
CREATE INDEX "threads_post_thread_id_67f18311" ON "threads_post" ("thread_id");
CREATE INDEX "threads_post_reply_to_id_15b93b74" ON "threads_post" ("reply_to_id");
CREATE UNIQUE INDEX "one_discussion_per_page" ON "threads_thread" ("about_kind", "about_id") WHERE NOT ("about_id" = '');
CREATE INDEX "threads_thread_author_id_6ed389e8" ON "threads_thread" ("author_id");
CREATE INDEX "threads_thread_circle_id_c52f64a4" ON "threads_thread" ("circle_id");
CREATE INDEX "threads_by_circle" ON "threads_thread" ("circle_id", "last_posted_at" DESC, "id" DESC);
CREATE INDEX "threads_by_author" ON "threads_thread" ("author_id", "created_at" DESC, "id" DESC);
CREATE INDEX "threads_newest" ON "threads_thread" ("last_posted_at" DESC, "id" DESC);
CREATE INDEX "usersessions_usersession_user_id_af5e0a6d" ON "usersessions_usersession" ("user_id");
CREATE INDEX "wagtailadmin_editingsession_content_type_id_4df7730e" ON "wagtailadmin_editingsession" ("content_type_id");
CREATE INDEX "wagtailadmin_editingsession_user_id_6e1a9b70" ON "wagtailadmin_editingsession" ("user_id");
CREATE INDEX "wagtailadmi_content_717955_idx" ON "wagtailadmin_editingsession" ("content_type_id", "object_id");
CREATE INDEX "wagtailadmin_formstate_content_type_id_e32438b3" ON "wagtailadmin_formstate" ("content_type_id");
CREATE INDEX "wagtailadmin_formstate_user_id_b910adc2" ON "wagtailadmin_formstate" ("user_id");
CREATE INDEX "formstate_user_object" ON "wagtailadmin_formstate" ("user_id", "content_type_id", "object_id", "parent_object_id");
CREATE INDEX "wagtaildocs_document_uploaded_by_user_id_17258b41" ON "wagtaildocs_document" ("uploaded_by_user_id");
CREATE INDEX "wagtaildocs_document_collection_id_23881625" ON "wagtaildocs_document" ("collection_id");
CREATE INDEX "wagtailembeds_embed_cache_until_26c94bb0" ON "wagtailembeds_embed" ("cache_until");
CREATE UNIQUE INDEX "wagtailimages_rendition_image_id_filter_spec_focal_point_key_323c8fe0_uniq" ON "wagtailimages_rendition" ("image_id", "filter_spec", "focal_point_key");
CREATE INDEX "wagtailimages_rendition_filter_spec_1cba3201" ON "wagtailimages_rendition" ("filter_spec");
CREATE INDEX "wagtailimages_rendition_image_id_3e1fd774" ON "wagtailimages_rendition" ("image_id");
CREATE INDEX "wagtailimages_image_created_at_86fa6cd4" ON "wagtailimages_image" ("created_at");
CREATE INDEX "wagtailimages_image_uploaded_by_user_id_5d73dc75" ON "wagtailimages_image" ("uploaded_by_user_id");
CREATE INDEX "wagtailimages_image_collection_id_c2f8af7e" ON "wagtailimages_image" ("collection_id");
CREATE INDEX "wagtailimages_image_file_hash_fb5bbb23" ON "wagtailimages_image" ("file_hash");
CREATE UNIQUE INDEX "wagtailredirects_redirect_old_path_site_id_783622d7_uniq" ON "wagtailredirects_redirect" ("old_path", "site_id");
CREATE INDEX "wagtailredirects_redirect_old_path_bb35247b" ON "wagtailredirects_redirect" ("old_path");
CREATE INDEX "wagtailredirects_redirect_redirect_page_id_b5728a8f" ON "wagtailredirects_redirect" ("redirect_page_id");
CREATE INDEX "wagtailredirects_redirect_site_id_780a0e1e" ON "wagtailredirects_redirect" ("site_id");
CREATE UNIQUE INDEX "wagtailsearch_indexentry_content_type_id_object_id_bcd7ba73_uniq" ON "wagtailsearch_indexentry" ("content_type_id", "object_id");
CREATE INDEX "wagtailsearch_indexentry_content_type_id_62ed694f" ON "wagtailsearch_indexentry" ("content_type_id");
CREATE TRIGGER insert_wagtailsearch_indexentry_fts AFTER INSERT ON wagtailsearch_indexentry BEGIN INSERT INTO wagtailsearch_indexentry_fts(title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END;
CREATE TRIGGER update_wagtailsearch_indexentry_fts AFTER UPDATE ON wagtailsearch_indexentry BEGIN UPDATE wagtailsearch_indexentry_fts SET title=NEW.title, body=NEW.body, autocomplete=NEW.autocomplete WHERE rowid=NEW.id; END;
CREATE TRIGGER delete_wagtailsearch_indexentry_fts AFTER DELETE ON wagtailsearch_indexentry BEGIN DELETE FROM wagtailsearch_indexentry_fts WHERE rowid=OLD.id; END;

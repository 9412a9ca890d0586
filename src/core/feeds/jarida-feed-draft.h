/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-feed.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_SLOT_NONE,
  JARIDA_SLOT_ID,
  JARIDA_SLOT_TITLE,
  JARIDA_SLOT_LINK,
  JARIDA_SLOT_SELF,
  JARIDA_SLOT_PUBLISHED,
  JARIDA_SLOT_UPDATED,
  JARIDA_SLOT_SUMMARY,
  JARIDA_SLOT_CONTENT,
  JARIDA_SLOT_LANGUAGE,
  JARIDA_SLOT_BASE,
  JARIDA_SLOT_COMMENTS,
  JARIDA_SLOT_ICON,
  JARIDA_N_SLOTS,
} JaridaFeedSlot;

/* What the elements of an item, or of the feed around the items, say, before anybody has decided what it means.
 * Several formats and namespaces say the same thing, so each offers its value with a rank: the highest wins, the first
 * among equals. */
typedef struct
{
  char      *text[JARIDA_N_SLOTS];   /* (owned) (nullable) */
  guint8     rank[JARIDA_N_SLOTS];
  GPtrArray *authors;                /* (owned) (nullable) JaridaFeedPerson */
  guint8     author_rank;            /* of all in authors */
  GPtrArray *enclosures;             /* (owned) (nullable) JaridaFeedEnclosure */
  GPtrArray *categories;             /* (owned) (nullable) strings */
  char      *image;                  /* (owned) (nullable) */
  guint64    image_score;
  guint      n_comments;
  guint      ttl_minutes;
} JaridaFeedDraft;

/* Pictures by where they come from; within one kind the larger wins. */
typedef enum
{
  JARIDA_PICTURE_EPISODE = 1,        /* itunes:image, often the same for all */
  JARIDA_PICTURE_THUMBNAIL,
  JARIDA_PICTURE_ENCLOSURE,
  JARIDA_PICTURE_MEDIA,
} JaridaPictureKind;

JaridaFeedDraft *jarida_feed_draft_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_feed_draft_free           (JaridaFeedDraft     *self);

void             jarida_feed_draft_take           (JaridaFeedDraft     *self,
                                                   JaridaFeedSlot       slot,
                                                   guint                rank,
                                                   char                *text);
void             jarida_feed_draft_take_person    (JaridaFeedDraft     *self,
                                                   guint                rank,
                                                   JaridaFeedPerson    *person);
void             jarida_feed_draft_take_category  (JaridaFeedDraft     *self,
                                                   char                *category);
void             jarida_feed_draft_take_enclosure (JaridaFeedDraft     *self,
                                                   char                *address,
                                                   const char          *type,
                                                   gint64               length);
void             jarida_feed_draft_take_picture   (JaridaFeedDraft     *self,
                                                   JaridaPictureKind    kind,
                                                   guint64              area,
                                                   char                *address);

JaridaFeedItem  *jarida_feed_draft_to_item        (JaridaFeedDraft     *self) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_feed_draft_to_feed        (JaridaFeedDraft     *self,
                                                   JaridaFeed          *feed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFeedDraft, jarida_feed_draft_free)

G_END_DECLS

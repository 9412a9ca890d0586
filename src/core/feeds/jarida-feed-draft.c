/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-date.h"
#include "jarida-feed-draft.h"
#include "jarida-feed-private.h"

JaridaFeedDraft *
jarida_feed_draft_new (void)
{
  return g_new0 (JaridaFeedDraft, 1);
}

void
jarida_feed_draft_free (JaridaFeedDraft *self)
{
  for (guint i = 0; i < JARIDA_N_SLOTS; i++)
    g_free (self->text[i]);
  g_clear_pointer (&self->authors, g_ptr_array_unref);
  g_clear_pointer (&self->enclosures, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_free (self->image);
  g_free (self);
}

/* Offers a value for a slot; an empty one is none, except for a language, where it means that there is none.
 * @text: (transfer full) (nullable) */
void
jarida_feed_draft_take (JaridaFeedDraft *self,
                        JaridaFeedSlot   slot,
                        guint            rank,
                        char            *text)
{
  if (text == NULL || (*text == '\0' && slot != JARIDA_SLOT_LANGUAGE) || rank <= self->rank[slot])
    {
      g_free (text);
      return;
    }
  g_free (self->text[slot]);
  self->text[slot] = text;
  self->rank[slot] = rank;
}

void
jarida_feed_draft_take_person (JaridaFeedDraft  *self,
                               guint             rank,
                               JaridaFeedPerson *person)
{
  if (person == NULL)
    return;
  if (rank < self->author_rank || (person->name == NULL && person->email == NULL && person->address == NULL))
    {
      jarida_feed_person_free (person);
      return;
    }
  if (self->authors == NULL)
    self->authors = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_feed_person_free);
  if (rank > self->author_rank)
    g_ptr_array_set_size (self->authors, 0);
  self->author_rank = rank;

  for (guint i = 0; i < self->authors->len; i++)
    {
      const JaridaFeedPerson *known = g_ptr_array_index (self->authors, i);

      if (g_strcmp0 (known->name, person->name) == 0 && g_strcmp0 (known->email, person->email) == 0 &&
          g_strcmp0 (known->address, person->address) == 0)
        {
          jarida_feed_person_free (person);
          return;
        }
    }
  if (self->authors->len < JARIDA_FEED_MAX_LIST)
    g_ptr_array_add (self->authors, person);
  else
    jarida_feed_person_free (person);
}

void
jarida_feed_draft_take_category (JaridaFeedDraft *self,
                                 char            *category)
{
  if (self->categories == NULL)
    self->categories = g_ptr_array_new_with_free_func (g_free);
  if (category == NULL || *category == '\0' || self->categories->len >= JARIDA_FEED_MAX_LIST ||
      g_ptr_array_find_with_equal_func (self->categories, category, g_str_equal, NULL))
    g_free (category);
  else
    g_ptr_array_add (self->categories, category);
}

static void
free_enclosure (gpointer data)
{
  JaridaFeedEnclosure *enclosure = data;

  g_free (enclosure->address);
  g_free (enclosure->type);
  g_free (enclosure);
}

/* @address: (transfer full) (nullable), may still be relative */
void
jarida_feed_draft_take_enclosure (JaridaFeedDraft *self,
                                  char            *address,
                                  const char      *type,
                                  gint64           length)
{
  JaridaFeedEnclosure *enclosure;

  if (self->enclosures == NULL)
    self->enclosures = g_ptr_array_new_with_free_func (free_enclosure);
  if (address == NULL || *address == '\0' || self->enclosures->len >= JARIDA_FEED_MAX_LIST)
    {
      g_free (address);
      return;
    }
  enclosure = g_new0 (JaridaFeedEnclosure, 1);
  enclosure->address = address;
  enclosure->type = type != NULL && *type != '\0' ? g_strdup (type) : NULL;
  enclosure->length = MAX (length, 0);
  g_ptr_array_add (self->enclosures, enclosure);
}

/* @area: width times height in pixels, 0 when not said. @address: (transfer full) (nullable) */
void
jarida_feed_draft_take_picture (JaridaFeedDraft   *self,
                                JaridaPictureKind  kind,
                                guint64            area,
                                char              *address)
{
  guint64 score = ((guint64) kind << 48) | MIN (area, ((guint64) 1 << 48) - 1);

  if (address == NULL || *address == '\0' || score <= self->image_score)
    {
      g_free (address);
      return;
    }
  g_free (self->image);
  self->image = address;
  self->image_score = score;
}

static char *
steal (JaridaFeedDraft *self,
       JaridaFeedSlot   slot)
{
  return g_steal_pointer (&self->text[slot]);
}

static gint64
read_date (JaridaFeedDraft *self,
           JaridaFeedSlot   slot,
           gboolean        *out_day_only)
{
  gint64 date = 0;

  if (self->text[slot] == NULL || !jarida_date_parse_full (self->text[slot], &date, out_day_only))
    return 0;

  return date;
}

static void
take_array (GPtrArray **to,
            GPtrArray **from)
{
  if (*from == NULL)
    return;
  g_ptr_array_unref (*to);
  *to = g_steal_pointer (from);
}

/* The item that the draft describes; the draft is empty afterwards. */
JaridaFeedItem *
jarida_feed_draft_to_item (JaridaFeedDraft *self)
{
  JaridaFeedItem *item = jarida_feed_item_new ();
  gboolean day_only = FALSE;

  item->published = read_date (self, JARIDA_SLOT_PUBLISHED, &item->day_only);
  item->updated = read_date (self, JARIDA_SLOT_UPDATED, &day_only);
  if (item->published == 0)
    item->day_only = item->updated != 0 && day_only;
  item->id = steal (self, JARIDA_SLOT_ID);
  item->title = steal (self, JARIDA_SLOT_TITLE);
  item->link = steal (self, JARIDA_SLOT_LINK);
  item->summary = steal (self, JARIDA_SLOT_SUMMARY);
  item->content = steal (self, JARIDA_SLOT_CONTENT);
  item->base = steal (self, JARIDA_SLOT_BASE);
  item->language = steal (self, JARIDA_SLOT_LANGUAGE);
  item->comments = steal (self, JARIDA_SLOT_COMMENTS);
  item->n_comments = self->n_comments;
  item->image = g_steal_pointer (&self->image);
  take_array (&item->authors, &self->authors);
  take_array (&item->categories, &self->categories);
  take_array (&item->enclosures, &self->enclosures);

  return item;
}

void
jarida_feed_draft_to_feed (JaridaFeedDraft *self,
                           JaridaFeed      *feed)
{
  feed->updated = read_date (self, JARIDA_SLOT_UPDATED, NULL);
  if (feed->updated == 0)
    feed->updated = read_date (self, JARIDA_SLOT_PUBLISHED, NULL);
  feed->title = steal (self, JARIDA_SLOT_TITLE);
  feed->subtitle = steal (self, JARIDA_SLOT_SUMMARY);
  feed->link = steal (self, JARIDA_SLOT_LINK);
  feed->self_link = steal (self, JARIDA_SLOT_SELF);
  feed->language = steal (self, JARIDA_SLOT_LANGUAGE);
  feed->icon = steal (self, JARIDA_SLOT_ICON);
  feed->ttl_minutes = self->ttl_minutes;
}

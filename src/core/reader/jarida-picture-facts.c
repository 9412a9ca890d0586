/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-picture-facts.h"

struct _JaridaFactTable
{
  GHashTable *facts;     /* (owned) address, of the facts -> JaridaPictureFacts, owned */
  GQueue      recent;
  guint       max;
};

static void
free_facts (gpointer data)
{
  g_free (((JaridaPictureFacts *) data)->address);
  g_free (data);
}

JaridaFactTable *
jarida_fact_table_new (guint max)
{
  JaridaFactTable *self = g_new0 (JaridaFactTable, 1);

  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_facts);
  self->max = max;
  g_queue_init (&self->recent);
  return self;
}

void
jarida_fact_table_free (JaridaFactTable *self)
{
  g_hash_table_unref (self->facts);
  g_free (self);
}

JaridaPictureFacts *
jarida_fact_table_lookup (JaridaFactTable *self,
                          const char      *address)
{
  JaridaPictureFacts *facts = g_hash_table_lookup (self->facts, address);

  if (facts == NULL)
    return NULL;
  g_queue_unlink (&self->recent, &facts->link);
  g_queue_push_head_link (&self->recent, &facts->link);
  return facts;
}

JaridaPictureFacts *
jarida_fact_table_ensure (JaridaFactTable *self,
                          const char      *address)
{
  JaridaPictureFacts *facts = jarida_fact_table_lookup (self, address);

  if (facts != NULL)
    return facts;
  if (self->recent.length >= self->max)
    g_hash_table_remove (self->facts, ((JaridaPictureFacts *) g_queue_pop_tail_link (&self->recent)->data)->address);
  facts = g_new0 (JaridaPictureFacts, 1);
  facts->address = g_strdup (address);
  facts->link.data = facts;
  g_queue_push_head_link (&self->recent, &facts->link);
  g_hash_table_insert (self->facts, facts->address, facts);
  return facts;
}

const GList *
jarida_fact_table_list (JaridaFactTable *self)
{
  return self->recent.head;
}

JaridaPicture
jarida_picture_facts_picture (const JaridaPictureFacts *facts,
                              const char               *address)
{
  JaridaPicture picture = { .address = address };

  if (facts != NULL && facts->has_sha256)
    picture.sha256 = facts->sha256;
  if (facts != NULL && facts->n_hashes > 0)
    {
      picture.hashes = facts->hashes[0];
      picture.n_hashes = facts->n_hashes;
    }
  return picture;
}

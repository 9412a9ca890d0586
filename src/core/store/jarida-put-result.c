/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row.h"
#include "jarida-topic-row.h"

#define N_ARRAYS G_N_ELEMENTS (((JaridaPutMark *) NULL)->n)

static void
get_arrays (const JaridaPutResult *self,
            GArray                *out[N_ARRAYS])
{
  out[0] = self->rows;
  out[1] = self->updated;
  out[2] = self->topics;
  out[3] = self->bylines;
  out[4] = self->origins;
  out[5] = self->joined;
  out[6] = self->announced;
  out[7] = self->stories;
  out[8] = self->parted;
}

void
jarida_put_result_init (JaridaPutResult *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (JaridaColumnRow));
  self->updated = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->topics = g_array_new (FALSE, FALSE, sizeof (JaridaColumnRow));
  self->bylines = g_array_new (FALSE, FALSE, sizeof (JaridaBylineAuthor));
  self->origins = g_array_new (FALSE, FALSE, sizeof (JaridaColumnOrigin));
  self->joined = g_array_new (FALSE, FALSE, sizeof (JaridaJoinedRow));
  self->announced = g_array_new (FALSE, FALSE, sizeof (JaridaAnnounced));
  self->stories = g_array_new (FALSE, FALSE, sizeof (JaridaColumnStory));
  self->parted = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
jarida_put_result_clear (JaridaPutResult *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->updated, g_array_unref);
  g_clear_pointer (&self->topics, g_array_unref);
  g_clear_pointer (&self->bylines, g_array_unref);
  g_clear_pointer (&self->origins, g_array_unref);
  g_clear_pointer (&self->joined, g_array_unref);
  g_clear_pointer (&self->announced, g_array_unref);
  g_clear_pointer (&self->stories, g_array_unref);
  g_clear_pointer (&self->parted, g_array_unref);
}

void
jarida_put_result_get_mark (const JaridaPutResult *self,
                            JaridaPutMark         *out_mark)
{
  GArray *arrays[N_ARRAYS];

  get_arrays (self, arrays);
  for (gsize i = 0; i < N_ARRAYS; i++)
    out_mark->n[i] = arrays[i]->len;
}

void
jarida_put_result_go_back (JaridaPutResult     *self,
                           const JaridaPutMark *mark)
{
  GArray *arrays[N_ARRAYS];

  get_arrays (self, arrays);
  for (gsize i = 0; i < N_ARRAYS; i++)
    g_array_set_size (arrays[i], mark->n[i]);
}

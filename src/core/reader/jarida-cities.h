/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-portal-edition.h"

G_BEGIN_DECLS

/* A city that an edition of a portal has a page of, as its list has told. A value. */
typedef struct
{
  char   *name;         /* (owned) as the address of its page has it */
  char   *key;          /* (owned) folded */
  gint64  last_fetch;   /* 0: its page has never been read */
  gint64  next_fetch;
} JaridaCity;

void       jarida_city_free          (JaridaCity *self);
/* (element-type JaridaCity) (transfer full), those first that have waited longest. */
void       jarida_cities_list_async  (JaridaReader *reader, JaridaPortalEdition *edition, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *jarida_cities_list_finish (JaridaReader *reader, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All cities for jarida_reader_list_topics_async(), those of which nothing is kept yet too. Takes @task. */
void       _jarida_reader_list_cities (JaridaReader *reader, GTask *task, const char *words, guint limit);

/* Every edition of which there is a newspaper. (element-type JaridaPortalEdition) (transfer full) */
GPtrArray *jarida_portal_list_editions (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

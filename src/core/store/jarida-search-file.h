/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"
#include "jarida-index-text.h"

G_BEGIN_DECLS

/* search.db: the index. Nothing in it is the only copy of anything: what is damaged or of another version is made anew. */

/* "JARs" */
#define JARIDA_SEARCH_APPLICATION_ID 0x4a415273
/* Another rule of the tokenizer or of jarida_index_text_init() is another version. */
#define JARIDA_SEARCH_VERSION 1

/* Opens it for writing; made, or emptied, when there is none of this version. */
JaridaConnection *jarida_search_file_open       (const char             *folder,
                                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* For reading. NULL without error: there is none yet that can be read. */
JaridaConnection *jarida_search_file_open_read  (const char             *folder,
                                                 gboolean                frozen,
                                                 GError                **error);
/* Deletes the file: nobody has it open. */
void              jarida_search_file_delete     (const char             *folder);

/* In a transaction. */

gboolean          jarida_search_file_empty      (JaridaConnection       *search,
                                                 GError                **error);
/* Whether the article is in the index, and what of it: its hash. */
gboolean          jarida_search_file_find       (JaridaConnection       *search,
                                                 guint32                 id,
                                                 gboolean               *out_found,
                                                 gint64                 *out_hash,
                                                 GError                **error);
gboolean          jarida_search_file_add        (JaridaConnection       *search,
                                                 guint32                 id,
                                                 const JaridaIndexText  *text,
                                                 GError                **error);
/* @text: to the letter what was added; NULL: it is not known any more. Its words are then still found, but it is no more in the index. */
gboolean          jarida_search_file_remove     (JaridaConnection       *search,
                                                 guint32                 id,
                                                 const JaridaIndexText  *text,
                                                 GError                **error);
/* Outside a transaction of many rows: puts pieces of the index together, a little. */
gboolean          jarida_search_file_merge      (JaridaConnection       *search,
                                                 GError                **error);
/* The same until they are one, in which nothing stands any more of what was removed. @first: begins it. @out_done: there is no more to do. */
gboolean          jarida_search_file_compact    (JaridaConnection       *search,
                                                 gboolean                first,
                                                 gboolean               *out_done,
                                                 GError                **error);

G_END_DECLS

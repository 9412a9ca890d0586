/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-catalogue.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_NEWSPAPER_CHOICE (jarida_newspaper_choice_get_type ())
G_DECLARE_FINAL_TYPE (JaridaNewspaperChoice, jarida_newspaper_choice, JARIDA, NEWSPAPER_CHOICE, GObject)

/* Which newspapers of the catalogue a person wants: what is shown of it, what is ticked, and what that changes about the newspapers
 * there are. Knows no widgets. Who has no newspapers yet is proposed those of the countries and languages chosen; who has some sees
 * them ticked. What is no longer shown is no longer ticked, unless it is subscribed: nothing is removed unseen.
 * Signals: "proposed": other newspapers are shown; "ticked": others are ticked. */

/* @catalogue is borrowed and must outlive this. @locales: names as "ar_MA.UTF-8", most wanted first, from which countries and languages
 * are guessed. */
JaridaNewspaperChoice *jarida_newspaper_choice_new            (const JaridaCatalogue *catalogue,
                                                               JaridaReader          *reader,
                                                               const char *const     *locales) G_GNUC_WARN_UNUSED_RESULT;

const JaridaCatalogue *jarida_newspaper_choice_get_catalogue  (JaridaNewspaperChoice *self);
/* Those that have newspapers at all. (element-type JaridaCatalogueCountry) (transfer none) */
const GPtrArray       *jarida_newspaper_choice_get_countries  (JaridaNewspaperChoice *self);
/* Of all newspapers, in the catalogue's order. (element-type utf8) (transfer none) */
const GPtrArray       *jarida_newspaper_choice_get_languages  (JaridaNewspaperChoice *self);

gboolean               jarida_newspaper_choice_has_country    (JaridaNewspaperChoice *self,
                                                               const char            *code);
void                   jarida_newspaper_choice_set_country    (JaridaNewspaperChoice *self,
                                                               const char            *code,
                                                               gboolean               chosen);
gboolean               jarida_newspaper_choice_has_language   (JaridaNewspaperChoice *self,
                                                               const char            *language);
void                   jarida_newspaper_choice_set_language   (JaridaNewspaperChoice *self,
                                                               const char            *language,
                                                               gboolean               chosen);
/* Those that nobody could check, too. */
gboolean               jarida_newspaper_choice_get_unverified (JaridaNewspaperChoice *self);
void                   jarida_newspaper_choice_set_unverified (JaridaNewspaperChoice *self,
                                                               gboolean               unverified);
/* @words nullable: only those whose name has them are listed. What is ticked stays. */
void                   jarida_newspaper_choice_set_words      (JaridaNewspaperChoice *self,
                                                               const char            *words);

/* Those shown of one country. (element-type JaridaCatalogueNewspaper) (transfer container) */
GPtrArray             *jarida_newspaper_choice_list           (JaridaNewspaperChoice *self,
                                                               const char            *code) G_GNUC_WARN_UNUSED_RESULT;
/* Its place in the catalogue. */
guint                  jarida_newspaper_choice_get_order      (JaridaNewspaperChoice          *self,
                                                               const JaridaCatalogueNewspaper *newspaper);
gboolean               jarida_newspaper_choice_get_ticked     (JaridaNewspaperChoice          *self,
                                                               const JaridaCatalogueNewspaper *newspaper);
void                   jarida_newspaper_choice_set_ticked     (JaridaNewspaperChoice          *self,
                                                               const JaridaCatalogueNewspaper *newspaper,
                                                               gboolean                        ticked);
/* All that are listed of one country. */
void                   jarida_newspaper_choice_tick_all       (JaridaNewspaperChoice *self,
                                                               const char            *code,
                                                               gboolean               ticked);
/* @code nullable: of all. */
guint                  jarida_newspaper_choice_count_ticked   (JaridaNewspaperChoice *self,
                                                               const char            *code);
/* What is different from what there is. (element-type JaridaCatalogueNewspaper) and (element-type JaridaSource), (transfer container). */
void                   jarida_newspaper_choice_get_changes    (JaridaNewspaperChoice  *self,
                                                               GPtrArray             **out_added,
                                                               GPtrArray             **out_removed);

G_END_DECLS

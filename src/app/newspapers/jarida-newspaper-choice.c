/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspaper-choice.h"

#include <string.h>

struct _JaridaNewspaperChoice
{
  GObject          parent_instance;

  const JaridaCatalogue *catalogue;  /* Borrowed */
  GPtrArray       *countries;    /* (owned) JaridaCatalogueCountry, borrowed */
  GPtrArray       *languages;    /* (owned) utf8, borrowed */
  GPtrArray       *of_countries; /* (owned) utf8, borrowed: codes of those chosen */
  GPtrArray       *in_languages; /* (owned) utf8, borrowed */
  GHashTable      *subscribed;   /* (owned) JaridaCatalogueNewspaper, borrowed -> JaridaSource, held */
  GHashTable      *ticked;       /* (owned) set of JaridaCatalogueNewspaper, borrowed */
  char            *words;        /* (owned) (nullable) */
  gboolean         unverified;
  gboolean         proposes;     /* nothing is subscribed yet */
};

enum
{
  PROPOSED,
  TICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaNewspaperChoice, jarida_newspaper_choice, G_TYPE_OBJECT)

static guint
find_string (const GPtrArray *strings,
             const char      *string)
{
  guint i;

  for (i = 0; i < strings->len; i++)
    if (strcmp (strings->pdata[i], string) == 0)
      break;
  return i;
}

static gboolean
holds (const GPtrArray *strings,
       const char      *string)
{
  return find_string (strings, string) < strings->len;
}

/* ---- What there is to choose from ---- */

static void
find_languages (JaridaNewspaperChoice *self)
{
  const GPtrArray *newspapers = jarida_catalogue_get_newspapers (self->catalogue);

  for (guint i = 0; i < newspapers->len; i++)
    {
      const JaridaCatalogueNewspaper *newspaper = newspapers->pdata[i];

      if (!holds (self->languages, newspaper->language))
        g_ptr_array_add (self->languages, newspaper->language);
    }
}

static void
find_countries (JaridaNewspaperChoice *self)
{
  const GPtrArray *countries = jarida_catalogue_get_countries (self->catalogue);
  const GPtrArray *newspapers = jarida_catalogue_get_newspapers (self->catalogue);

  for (guint i = 0; i < countries->len; i++)
    {
      const JaridaCatalogueCountry *country = countries->pdata[i];

      for (guint j = 0; j < newspapers->len; j++)
        if (strcmp (((JaridaCatalogueNewspaper *) newspapers->pdata[j])->country, country->code) == 0)
          {
            g_ptr_array_add (self->countries, (gpointer) country);
            break;
          }
    }
}

static const JaridaCatalogueCountry *
find_country (JaridaNewspaperChoice *self,
              const char            *code,
              gsize                  length)
{
  for (guint i = 0; i < self->countries->len; i++)
    {
      const JaridaCatalogueCountry *country = self->countries->pdata[i];

      if (strlen (country->code) == length && g_ascii_strncasecmp (country->code, code, length) == 0)
        return country;
    }
  return NULL;
}

/* From "fr_DZ.UTF-8": the language, and the country behind the underline. */
static void
guess_from_locale (JaridaNewspaperChoice *self,
                   const char            *locale)
{
  const gsize length = strcspn (locale, "_.@");
  const JaridaCatalogueCountry *country;

  for (guint i = 0; i < self->languages->len; i++)
    if (strlen (self->languages->pdata[i]) == length && strncmp (self->languages->pdata[i], locale, length) == 0
        && !holds (self->in_languages, self->languages->pdata[i]))
      g_ptr_array_add (self->in_languages, self->languages->pdata[i]);
  if (locale[length] != '_')
    return;
  country = find_country (self, locale + length + 1, strcspn (locale + length + 1, ".@"));
  if (country != NULL && !holds (self->of_countries, country->code))
    g_ptr_array_add (self->of_countries, country->code);
}

static void
add_everything (GPtrArray       *to,
                const GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, from->pdata[i]);
}

/* ---- What is ticked ---- */

static GPtrArray *
search (JaridaNewspaperChoice *self,
        const char            *code,
        const char            *words,
        gboolean               unverified)
{
  const char *one[] = { code, NULL };
  const char **countries = g_newa (const char *, self->of_countries->len + 1);
  const char **languages = g_newa (const char *, self->in_languages->len + 1);

  for (guint i = 0; i < self->of_countries->len; i++)
    countries[i] = self->of_countries->pdata[i];
  countries[self->of_countries->len] = NULL;
  for (guint i = 0; i < self->in_languages->len; i++)
    languages[i] = self->in_languages->pdata[i];
  languages[self->in_languages->len] = NULL;
  return jarida_catalogue_search (self->catalogue, code != NULL ? one : countries, languages, words, unverified);
}

static JaridaSource *
find_source (JaridaNewspaperChoice          *self,
             const JaridaCatalogueNewspaper *newspaper)
{
  return g_hash_table_lookup (self->subscribed, newspaper);
}

/* Ticks what comes into sight, and only what was checked: the rest is for who looks for it. */
static void
propose (JaridaNewspaperChoice *self,
         GHashTable            *before)
{
  g_autoptr(GPtrArray) shown = search (self, NULL, NULL, FALSE);

  for (guint i = 0; i < shown->len && self->proposes; i++)
    if (before == NULL || !g_hash_table_contains (before, shown->pdata[i]))
      g_hash_table_add (self->ticked, shown->pdata[i]);
}

/* What went out of sight is not subscribed to by surprise. */
static void
drop_hidden (JaridaNewspaperChoice *self)
{
  g_autoptr(GPtrArray) shown = search (self, NULL, NULL, self->unverified);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer newspaper;

  for (guint i = 0; i < shown->len; i++)
    g_hash_table_add (seen, shown->pdata[i]);
  g_hash_table_iter_init (&iter, self->ticked);
  while (g_hash_table_iter_next (&iter, &newspaper, NULL))
    if (!g_hash_table_contains (seen, newspaper) && find_source (self, newspaper) == NULL)
      g_hash_table_iter_remove (&iter);
}

/* Puts @string in or out of @chosen, and everything that follows from it. */
static void
choose (JaridaNewspaperChoice *self,
        GPtrArray             *chosen,
        const char            *string,
        gboolean               wanted)
{
  const guint position = find_string (chosen, string);
  g_autoptr(GPtrArray) shown = NULL;
  g_autoptr(GHashTable) before = NULL;

  if (wanted == (position < chosen->len))
    return;
  shown = search (self, NULL, NULL, TRUE);
  before = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < shown->len; i++)
    g_hash_table_add (before, shown->pdata[i]);
  if (wanted)
    g_ptr_array_add (chosen, (gpointer) string);
  else
    g_ptr_array_remove_index (chosen, position);
  propose (self, before);
  drop_hidden (self);
  g_signal_emit (self, signals[PROPOSED], 0);
  g_signal_emit (self, signals[TICKED], 0);
}

/* Those there are are shown, whatever the locale says: their countries and languages are chosen with them. */
static void
find_subscribed (JaridaNewspaperChoice *self,
                 JaridaReader          *reader)
{
  const GPtrArray *newspapers = jarida_catalogue_get_newspapers (self->catalogue);

  for (guint i = 0; i < newspapers->len; i++)
    {
      JaridaCatalogueNewspaper *newspaper = newspapers->pdata[i];
      JaridaSource *source = jarida_reader_find_newspaper (reader, newspaper);

      if (source == NULL)
        continue;
      g_hash_table_insert (self->subscribed, newspaper, g_object_ref (source));
      g_hash_table_add (self->ticked, newspaper);
      if (!holds (self->of_countries, newspaper->country))
        g_ptr_array_add (self->of_countries, newspaper->country);
      if (!holds (self->in_languages, newspaper->language))
        g_ptr_array_add (self->in_languages, newspaper->language);
      self->unverified = self->unverified || !newspaper->verified;
    }
}

/* ---- The object ---- */

static void
jarida_newspaper_choice_finalize (GObject *object)
{
  JaridaNewspaperChoice *self = JARIDA_NEWSPAPER_CHOICE (object);

  g_ptr_array_unref (self->countries);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->of_countries);
  g_ptr_array_unref (self->in_languages);
  g_hash_table_unref (self->subscribed);
  g_hash_table_unref (self->ticked);
  g_free (self->words);
  G_OBJECT_CLASS (jarida_newspaper_choice_parent_class)->finalize (object);
}

static void
jarida_newspaper_choice_class_init (JaridaNewspaperChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_newspaper_choice_finalize;

  signals[PROPOSED] = g_signal_new ("proposed", JARIDA_TYPE_NEWSPAPER_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICKED] = g_signal_new ("ticked", JARIDA_TYPE_NEWSPAPER_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_newspaper_choice_init (JaridaNewspaperChoice *self)
{
  self->countries = g_ptr_array_new ();
  self->languages = g_ptr_array_new ();
  self->of_countries = g_ptr_array_new ();
  self->in_languages = g_ptr_array_new ();
  self->subscribed = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->ticked = g_hash_table_new (NULL, NULL);
}

JaridaNewspaperChoice *
jarida_newspaper_choice_new (const JaridaCatalogue *catalogue,
                             JaridaReader          *reader,
                             const char *const     *locales)
{
  JaridaNewspaperChoice *self = g_object_new (JARIDA_TYPE_NEWSPAPER_CHOICE, NULL);

  self->catalogue = catalogue;
  self->proposes = g_list_model_get_n_items (jarida_reader_get_sources (reader)) == 0;
  find_countries (self);
  find_languages (self);
  find_subscribed (self, reader);
  if (g_hash_table_size (self->subscribed) == 0)
    {
      for (guint i = 0; locales != NULL && locales[i] != NULL; i++)
        guess_from_locale (self, locales[i]);
      if (self->in_languages->len == 0)
        add_everything (self->in_languages, self->languages);
      propose (self, NULL);
    }
  return self;
}

const JaridaCatalogue *
jarida_newspaper_choice_get_catalogue (JaridaNewspaperChoice *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), NULL);
  return self->catalogue;
}

const GPtrArray *
jarida_newspaper_choice_get_countries (JaridaNewspaperChoice *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), NULL);
  return self->countries;
}

const GPtrArray *
jarida_newspaper_choice_get_languages (JaridaNewspaperChoice *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), NULL);
  return self->languages;
}

gboolean
jarida_newspaper_choice_has_country (JaridaNewspaperChoice *self,
                                     const char            *code)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), FALSE);
  return holds (self->of_countries, code);
}

void
jarida_newspaper_choice_set_country (JaridaNewspaperChoice *self,
                                     const char            *code,
                                     gboolean               chosen)
{
  const JaridaCatalogueCountry *country;

  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  country = find_country (self, code, strlen (code));
  if (country != NULL)
    choose (self, self->of_countries, country->code, chosen);
}

gboolean
jarida_newspaper_choice_has_language (JaridaNewspaperChoice *self,
                                      const char            *language)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), FALSE);
  return holds (self->in_languages, language);
}

void
jarida_newspaper_choice_set_language (JaridaNewspaperChoice *self,
                                      const char            *language,
                                      gboolean               chosen)
{
  guint position;

  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  position = find_string (self->languages, language);
  if (position < self->languages->len)
    choose (self, self->in_languages, self->languages->pdata[position], chosen);
}

void
jarida_newspaper_choice_set_unverified (JaridaNewspaperChoice *self,
                                        gboolean               unverified)
{
  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  if (self->unverified == unverified)
    return;
  self->unverified = unverified;
  drop_hidden (self);
  g_signal_emit (self, signals[PROPOSED], 0);
  g_signal_emit (self, signals[TICKED], 0);
}

gboolean
jarida_newspaper_choice_get_unverified (JaridaNewspaperChoice *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), FALSE);
  return self->unverified;
}

void
jarida_newspaper_choice_set_words (JaridaNewspaperChoice *self,
                                   const char            *words)
{
  g_autofree char *stripped = words != NULL ? g_strstrip (g_strdup (words)) : NULL;

  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  if (stripped != NULL && *stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  if (g_strcmp0 (self->words, stripped) == 0)
    return;
  g_free (self->words);
  self->words = g_steal_pointer (&stripped);
  g_signal_emit (self, signals[PROPOSED], 0);
}

GPtrArray *
jarida_newspaper_choice_list (JaridaNewspaperChoice *self,
                              const char            *code)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), NULL);

  if (!holds (self->of_countries, code))
    return g_ptr_array_new ();
  return search (self, code, self->words, self->unverified);
}

guint
jarida_newspaper_choice_get_order (JaridaNewspaperChoice          *self,
                                   const JaridaCatalogueNewspaper *newspaper)
{
  guint order = 0;

  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), 0);

  g_ptr_array_find ((GPtrArray *) jarida_catalogue_get_newspapers (self->catalogue), newspaper, &order);
  return order;
}

gboolean
jarida_newspaper_choice_get_ticked (JaridaNewspaperChoice          *self,
                                    const JaridaCatalogueNewspaper *newspaper)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), FALSE);
  return g_hash_table_contains (self->ticked, newspaper);
}

static gboolean
tick (JaridaNewspaperChoice          *self,
      const JaridaCatalogueNewspaper *newspaper,
      gboolean                        ticked)
{
  if (ticked)
    return g_hash_table_add (self->ticked, (gpointer) newspaper);
  return g_hash_table_remove (self->ticked, newspaper);
}

void
jarida_newspaper_choice_set_ticked (JaridaNewspaperChoice          *self,
                                    const JaridaCatalogueNewspaper *newspaper,
                                    gboolean                        ticked)
{
  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  if (tick (self, newspaper, ticked))
    g_signal_emit (self, signals[TICKED], 0);
}

void
jarida_newspaper_choice_tick_all (JaridaNewspaperChoice *self,
                                  const char            *code,
                                  gboolean               ticked)
{
  g_autoptr(GPtrArray) listed = NULL;
  gboolean changed = FALSE;

  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  listed = jarida_newspaper_choice_list (self, code);
  for (guint i = 0; i < listed->len; i++)
    changed |= tick (self, listed->pdata[i], ticked);
  if (changed)
    g_signal_emit (self, signals[TICKED], 0);
}

guint
jarida_newspaper_choice_count_ticked (JaridaNewspaperChoice *self,
                                      const char            *code)
{
  GHashTableIter iter;
  gpointer key;
  guint n = 0;

  g_return_val_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self), 0);

  g_hash_table_iter_init (&iter, self->ticked);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n += code == NULL || strcmp (((JaridaCatalogueNewspaper *) key)->country, code) == 0;
  return n;
}

void
jarida_newspaper_choice_get_changes (JaridaNewspaperChoice  *self,
                                     GPtrArray             **out_added,
                                     GPtrArray             **out_removed)
{
  const GPtrArray *newspapers;
  g_autoptr(GPtrArray) added = g_ptr_array_new ();
  g_autoptr(GPtrArray) removed = g_ptr_array_new ();

  g_return_if_fail (JARIDA_IS_NEWSPAPER_CHOICE (self));

  newspapers = jarida_catalogue_get_newspapers (self->catalogue);
  for (guint i = 0; i < newspapers->len; i++)
    {
      JaridaCatalogueNewspaper *newspaper = newspapers->pdata[i];
      JaridaSource *source = find_source (self, newspaper);
      const gboolean ticked = g_hash_table_contains (self->ticked, newspaper);

      if (ticked && source == NULL)
        g_ptr_array_add (added, newspaper);
      else if (!ticked && source != NULL)
        g_ptr_array_add (removed, source);
    }
  *out_added = g_steal_pointer (&added);
  *out_removed = g_steal_pointer (&removed);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspaper-names.h"

#include <glib/gi18n.h>
#include <pango/pango.h>
#include <string.h>

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
/* A line of two names runs as the window does. */
#define LRM "\xe2\x80\x8e"
#define RLM "\xe2\x80\x8f"

static const struct
{
  const char *code;
  const char *own;
  const char *name;
} languages[] = {
  { "ar", "العربية", N_("Arabic") },
  { "fr", "Français", N_("French") },
  { "en", "English", N_("English") },
};

const char *
jarida_newspaper_names_own (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      if (g_str_has_prefix (names[i], languages[j].code))
        return languages[j].code;
  return "en";
}

static char *
join (const char *first,
      const char *second)
{
  g_autofree char *a = g_markup_escape_text (first, -1);
  g_autofree char *b = second != NULL && strcmp (first, second) != 0 ? g_markup_escape_text (second, -1) : NULL;

  if (b == NULL)
    return g_strconcat (FSI, a, PDI, NULL);
  return g_strconcat (strcmp (jarida_newspaper_names_own (), "ar") == 0 ? RLM : LRM, FSI, a, PDI "  <span alpha=\"62%\">" FSI, b, PDI "</span>", NULL);
}

char *
jarida_newspaper_names_country (const JaridaCatalogueCountry *country)
{
  /* The official language of all that there are. */
  return join (jarida_catalogue_name ((char *const *) country->names, jarida_newspaper_names_own ()),
               country->names[JARIDA_CATALOGUE_ARABIC]);
}

char *
jarida_newspaper_names_language (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (strcmp (languages[i].code, language) == 0)
      return join (_(languages[i].name), languages[i].own);
  return join (language, NULL);
}

char *
jarida_newspaper_names_newspaper (const JaridaCatalogueNewspaper *newspaper)
{
  const char *own = jarida_catalogue_name ((char *const *) newspaper->names, newspaper->language);
  const char *other = newspaper->names[JARIDA_CATALOGUE_FRENCH];

  if (own == other)
    other = newspaper->names[JARIDA_CATALOGUE_ARABIC];
  return join (own, other);
}

char *
jarida_newspaper_names_said (const char *markup)
{
  g_autofree char *text = NULL;

  pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL);
  return text != NULL ? g_steal_pointer (&text) : g_strdup (markup);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-section.h"

static void
test_names (void)
{
  static const struct
  {
    const char    *name;
    JaridaSection  section;
  } cases[] = {
    { "Politique", JARIDA_SECTION_POLITICS },
    { "POLITIQUE", JARIDA_SECTION_POLITICS },
    { "  Economie ", JARIDA_SECTION_ECONOMICS },
    { "Économie", JARIDA_SECTION_ECONOMICS },
    { "الإقتصاد", JARIDA_SECTION_ECONOMICS },
    { "اقتصاد", JARIDA_SECTION_ECONOMICS },
    { "الدولية", JARIDA_SECTION_INTERNATIONAL },
    { "Sport", JARIDA_SECTION_SPORTS },
    { "رِيَاضَة", JARIDA_SECTION_SPORTS },
    { "Société", JARIDA_SECTION_SOCIETY },
    { "culture", JARIDA_SECTION_CULTURE },
    { "الثقافية", JARIDA_SECTION_CULTURE },
    { "الدينية", JARIDA_SECTION_RELIGION },
    { "Santé", JARIDA_SECTION_HEALTH },
    { "بالصوت والصورة", JARIDA_SECTION_VIDEO },
    { "Opinion", JARIDA_SECTION_NONE },
    { "Politique de confidentialité", JARIDA_SECTION_NONE },
    { "", JARIDA_SECTION_NONE },
    { NULL, JARIDA_SECTION_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (jarida_section_from_name (cases[i].name), ==, cases[i].section);
    }
}

/* What addresses name is found again by its name. */
static void
test_slugs (void)
{
  g_assert_null (jarida_section_get_slug (JARIDA_SECTION_NONE));
  for (JaridaSection section = JARIDA_SECTION_POLITICS; section < JARIDA_N_SECTIONS; section++)
    g_assert_cmpint (jarida_section_from_name (jarida_section_get_slug (section)), ==, section);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/section/names", test_names);
  g_test_add_func ("/model/section/slugs", test_slugs);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-section-name.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *icon_name;
} sections[JARIDA_N_SECTIONS] = {
  [JARIDA_SECTION_POLITICS] = { NC_("section", "Politics"), "jarida-politics-symbolic" },
  [JARIDA_SECTION_ECONOMICS] = { NC_("section", "Economy"), "jarida-economy-symbolic" },
  [JARIDA_SECTION_INTERNATIONAL] = { NC_("section", "International"), "jarida-international-symbolic" },
  [JARIDA_SECTION_SPORTS] = { NC_("section", "Sports"), "jarida-sports-symbolic" },
  [JARIDA_SECTION_SOCIETY] = { NC_("section", "Society"), "jarida-society-symbolic" },
  [JARIDA_SECTION_CULTURE] = { NC_("section", "Culture"), "jarida-culture-symbolic" },
  [JARIDA_SECTION_RELIGION] = { NC_("section", "Religion"), "jarida-religion-symbolic" },
  [JARIDA_SECTION_HEALTH] = { NC_("section", "Health"), "jarida-health-symbolic" },
  [JARIDA_SECTION_VIDEO] = { NC_("section", "Videos"), "jarida-video-symbolic" },
};

const char *
jarida_section_name (JaridaSection section)
{
  g_return_val_if_fail ((guint) section < JARIDA_N_SECTIONS, NULL);

  return sections[section].name != NULL ? g_dpgettext2 (NULL, "section", sections[section].name) : NULL;
}

const char *
jarida_section_icon_name (JaridaSection section)
{
  g_return_val_if_fail ((guint) section < JARIDA_N_SECTIONS, NULL);

  return sections[section].icon_name;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspaper-look.h"

static gboolean
loads_pictures (JaridaPictureMode  mode,
                GSettings         *settings)
{
  switch (mode)
    {
    case JARIDA_PICTURE_MODE_ON:
    case JARIDA_PICTURE_MODE_BLURRED:
      return TRUE;
    case JARIDA_PICTURE_MODE_OFF:
      return FALSE;
    case JARIDA_PICTURE_MODE_DEFAULT:
    default:
      return g_settings_get_boolean (settings, "load-pictures");
    }
}

/* The same words as in the settings. */
static char *
dup_body_font (JaridaTypeface  typeface,
               GSettings      *settings)
{
  switch (typeface)
    {
    case JARIDA_TYPEFACE_SERIF:
      return g_strdup ("serif");
    case JARIDA_TYPEFACE_SANS:
      return g_strdup ("sans");
    case JARIDA_TYPEFACE_DEFAULT:
    default:
      return g_settings_get_string (settings, "body-font");
    }
}

gboolean
jarida_newspaper_look_apply (JaridaArticleView *view,
                             JaridaSource      *source,
                             GSettings         *settings)
{
  const JaridaPictureMode mode = source != NULL ? jarida_source_get_pictures (source) : JARIDA_PICTURE_MODE_DEFAULT;
  const gboolean loads = loads_pictures (mode, settings), blurs = mode == JARIDA_PICTURE_MODE_BLURRED;
  g_autofree char *body_font = dup_body_font (source != NULL ? jarida_source_get_typeface (source) : JARIDA_TYPEFACE_DEFAULT, settings);
  gboolean loaded;

  g_object_set (view, "body-font", body_font, NULL);
  g_object_get (view, "load-pictures", &loaded, NULL);
  if (loaded == loads && jarida_article_view_get_blurred (view) == blurs)
    return FALSE;
  g_object_set (view, "load-pictures", loads, NULL);
  jarida_article_view_set_blurred (view, blurs);
  return TRUE;
}

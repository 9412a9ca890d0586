/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-image.h"
#include "probe.h"

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Through the real helper: a good header on a broken picture is a refusal too. */
static gboolean
decode (GBytes  *bytes,
        GError **error)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;

  /* Run from the build folder by hand there is no environment that says where it is. */
  g_setenv ("JARIDA_IMAGE_HELPER", BUILT_IMAGE_HELPER, FALSE);
  jarida_image_decoder_decode_async (decoder, bytes, 0, 0, JARIDA_DECODE_NONE, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  pixels = jarida_image_decoder_decode_finish (decoder, result, error);
  return pixels != NULL;
}

void
probe_image (JsonBuilder *json,
             int          argc,
             char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  g_autoptr(GError) error = NULL;
  JaridaImageInfo info;

  if (bytes == NULL)
    return;
  if (!jarida_image_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info, &error)
      || !decode (bytes, &error))
    {
      probe_string (json, "refused", error->message);
      return;
    }

  probe_string (json, "format", jarida_image_format_get_name (info.format));
  json_builder_set_member_name (json, "width");
  json_builder_add_int_value (json, info.width);
  json_builder_set_member_name (json, "height");
  json_builder_add_int_value (json, info.height);
}

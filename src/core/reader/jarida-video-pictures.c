/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-private.h"

#include "jarida-address.h"

/* Pictures of videos come from the host of the video, so asking for one tells it who is looking: that can be switched off. Nothing in an
 * address says that it is a video's, but for the hosts that have little else; the others are told by who shows them, before they ask. */

/* More than any list holds at a time. When it is full it begins anew: what is on the screen is told again before it is asked for. */
#define MAX_NOTED 8192

static const char *const video_hosts[] = {
  "img.youtube.com", "ytimg.com", "youtube.com", "youtube-nocookie.com", "youtu.be", "dailymotion.com", "dmcdn.net", "vimeocdn.com",
  "vimeo.com",
};

static gboolean
is_below (const char *host,
          const char *domain)
{
  const gsize host_length = strlen (host);
  const gsize length = strlen (domain);

  return host_length >= length && g_str_equal (host + host_length - length, domain)
         && (host_length == length || host[host_length - length - 1] == '.');
}

static gboolean
is_on_video_host (const char *address)
{
  g_autofree char *host = jarida_address_dup_host (address);
  char *port = host != NULL ? strrchr (host, ':') : NULL;

  if (host == NULL)
    return FALSE;
  if (port != NULL)
    *port = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (video_hosts); i++)
    if (is_below (host, video_hosts[i]))
      return TRUE;
  return FALSE;
}

gboolean
_jarida_reader_refuses_video (JaridaReader *self,
                              const char   *address)
{
  g_autofree char *plain = NULL;

  if (self->video_pictures)
    return FALSE;
  plain = jarida_address_resolve (address, NULL);
  return plain != NULL && (g_hash_table_contains (self->videos, plain) || is_on_video_host (plain));
}

void
jarida_reader_note_video_picture (JaridaReader *self,
                                  const char   *address)
{
  g_autofree char *plain = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  plain = jarida_address_resolve (address, NULL);
  if (plain == NULL)
    return;
  if (g_hash_table_size (self->videos) >= MAX_NOTED)
    g_hash_table_remove_all (self->videos);
  g_hash_table_add (self->videos, g_steal_pointer (&plain));
}

void
_jarida_reader_note_video_document (JaridaReader   *self,
                                    JaridaDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const JaridaBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->figure != NULL && block->figure->address != NULL)
        jarida_reader_note_video_picture (self, block->figure->address);
    }
}

void
_jarida_reader_set_video_pictures (JaridaReader *self,
                                   gboolean      shown)
{
  if (self->video_pictures == !!shown)
    return;
  self->video_pictures = !!shown;
  g_object_notify (G_OBJECT (self), "video-pictures");
  /* Those that did not come can be asked for now. */
  _jarida_reader_pictures_judged (self);
}

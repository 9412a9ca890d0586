/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-demo-delay.h"

/* A request that waits for its time to be answered. */
typedef struct
{
  GObject              *owner;         /* (owned) */
  SoupServerMessage    *message;       /* (owned) */
  char                 *path;          /* (owned) */
  JaridaDemoAnswerFunc  answer;
  gulong                finished_id;
  guint                 timeout_id;
} Delay;

static void
delay_free (Delay *delay)
{
  g_signal_handler_disconnect (delay->message, delay->finished_id);
  g_object_unref (delay->message);
  g_object_unref (delay->owner);
  g_free (delay->path);
  g_free (delay);
}

static gboolean
waited_cb (gpointer user_data)
{
  Delay *delay = user_data;
  g_autoptr(SoupServerMessage) message = g_object_ref (delay->message);

  if (delay->answer (message, delay->path, delay->owner))
    soup_server_message_unpause (message);
  delay_free (delay);
  return G_SOURCE_REMOVE;
}

static void
hung_up_cb (SoupServerMessage *message,
            Delay             *delay)
{
  g_source_remove (delay->timeout_id);
  delay_free (delay);
}

void
jarida_demo_delay (SoupServerMessage    *message,
                   const char           *path,
                   guint                 milliseconds,
                   JaridaDemoAnswerFunc  answer,
                   gpointer              owner)
{
  Delay *delay = g_new0 (Delay, 1);

  delay->owner = g_object_ref (owner);
  delay->message = g_object_ref (message);
  delay->path = g_strdup (path);
  delay->answer = answer;
  delay->finished_id = g_signal_connect (message, "finished", G_CALLBACK (hung_up_cb), delay);
  delay->timeout_id = g_timeout_add (milliseconds, waited_cb, delay);
  soup_server_message_pause (message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-demo-answer.h"
#include "jarida-demo-fault.h"
#include "jarida-demo-feed.h"
#include "jarida-demo-page.h"
#include "jarida-demo-server.h"
#include "jarida-demo-synthetic.h"

/* Addresses a measurement's feeds are spread over: 127.0.1.1 to 127.0.4.250. */
#define MAX_SYNTHETIC_HOSTS 1000
#define HOSTS_PER_BLOCK 250
/* The same delays in every run. */
#define SEED 20261124

/* A small press on loopback: the newspapers of the sample edition with their feeds, pages and pictures, and whatever can go
 * wrong with a server, by request. It is a web server like another: what reads it cannot tell it from the real press. */
struct _JaridaDemoServer
{
  GObject            parent_instance;
  JaridaDemoEdition *edition;       /* (owned) */
  JaridaDemoOptions  options;
  SoupServer        *server;        /* (owned) */
  GHashTable        *synthetic;     /* (owned) tag -> JaridaDemoAnswer, written and compressed once */
  GPtrArray         *addresses;     /* (owned) of synthetic feeds, as "http://127.0.1.1:8000" */
  GOutputStream     *log;           /* (owned) (nullable) */
  GRand             *rand;          /* (owned) */
  gint64             started;       /* monotonic, µs */
  guint              version;       /* how often something was published since */
  guint              port;
};

/* A request that waits for its time to be answered. */
typedef struct
{
  JaridaDemoServer  *self;          /* (owned) */
  SoupServerMessage *message;       /* (owned) */
  char              *path;          /* (owned) */
  gulong             finished_id;
  guint              timeout_id;
} Delay;

G_DEFINE_FINAL_TYPE (JaridaDemoServer, jarida_demo_server, G_TYPE_OBJECT)

static void
route_picture (JaridaDemoServer *self,
               const char       *name,
               JaridaDemoAnswer *answer)
{
  g_autoptr(GFile) folder = g_file_get_child (self->edition->folder, "pictures");
  g_autoptr(GFile) file = NULL;
  const char *type = g_str_has_suffix (name, ".jpg") ? "image/jpeg" : g_str_has_suffix (name, ".webp") ? "image/webp" : "image/png";
  GBytes *bytes;

  if (strchr (name, '/') != NULL || name[0] == '.' || name[0] == '\0')
    return;
  file = g_file_get_child (folder, name);
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  if (bytes != NULL)
    jarida_demo_answer_take_bytes (answer, type, bytes);
}

static void
set_modified (JaridaDemoServer      *self,
              const JaridaDemoPaper *paper,
              JaridaDemoAnswer      *answer)
{
  if (paper->articles->len > self->edition->n_held)
    {
      const JaridaDemoArticle *newest = g_ptr_array_index (paper->articles, self->edition->n_held);

      answer->modified = g_date_time_ref (jarida_demo_article_get_modified (newest));
    }
}

static void
route_paper (JaridaDemoServer      *self,
             const JaridaDemoPaper *paper,
             const char            *name,
             JaridaDemoAnswer      *answer)
{
  g_autofree char *slug = NULL;
  const JaridaDemoArticle *article;

  if (*name == '\0')
    {
      jarida_demo_answer_take_text (answer, "text/html; charset=utf-8",
                                    jarida_demo_page_write_home (paper, self->edition->n_held));
      return;
    }
  for (JaridaDemoFormat format = JARIDA_DEMO_RSS; format <= JARIDA_DEMO_RDF; format++)
    if (strcmp (name, jarida_demo_format_get_file (format)) == 0)
      {
        jarida_demo_answer_take_text (answer, jarida_demo_format_get_type (format),
                                      jarida_demo_feed_write (paper, format, self->edition->n_held));
        set_modified (self, paper, answer);
        return;
      }
  if (!g_str_has_suffix (name, ".html"))
    return;
  slug = g_strndup (name, strlen (name) - strlen (".html"));
  article = jarida_demo_paper_find (paper, slug);
  if (article != NULL)
    {
      jarida_demo_answer_take_text (answer, "text/html; charset=utf-8", jarida_demo_page_write_article (paper, article));
      answer->modified = g_date_time_ref (jarida_demo_article_get_modified (article));
    }
}

static void
free_answer (gpointer data)
{
  jarida_demo_answer_clear (data);
  g_free (data);
}

static void
route_synthetic (JaridaDemoServer  *self,
                 const char        *rest,
                 SoupServerMessage *message,
                 JaridaDemoAnswer  *answer)
{
  char *end;
  guint64 feed = g_ascii_strtoull (rest, &end, 10);
  const char *address;
  JaridaDemoAnswer *kept;
  char *text;

  if (end == rest || feed >= self->options.n_feeds || strcmp (end, "/rss.xml") != 0)
    return;
  /* The tag is known without the text, and the text is written once: this side costs little, the reader is measured. */
  answer->tag = g_strdup_printf ("\"synthetic-%u-%u\"", (guint) feed, self->version);
  if (jarida_demo_answer_is_known (answer, message))
    return;
  kept = g_hash_table_lookup (self->synthetic, answer->tag);
  if (kept == NULL)
    {
      address = g_ptr_array_index (self->addresses, feed % self->addresses->len);
      text = jarida_demo_synthetic_write (self->edition, address, (guint) feed, self->options.n_items, self->version);
      kept = g_new0 (JaridaDemoAnswer, 1);
      kept->body = g_bytes_new_take (text, strlen (text));
      jarida_demo_answer_pack (kept);
      g_hash_table_insert (self->synthetic, g_strdup (answer->tag), kept);
    }
  answer->type = "application/rss+xml";
  answer->body = g_bytes_ref (kept->body);
  answer->packed = g_bytes_ref (kept->packed);
}

static const JaridaDemoPaper *
find_paper_of_host (JaridaDemoServer  *self,
                    SoupServerMessage *message)
{
  GInetSocketAddress *local = G_INET_SOCKET_ADDRESS (soup_server_message_get_local_address (message));
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (local));
  g_autofree char *address = g_strdup_printf ("http://%s:%u", host, self->port);

  if (!self->options.many_hosts)
    return NULL;
  for (guint i = 0; i < self->edition->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (self->edition->papers, i);

      if (strcmp (paper->address, address) == 0)
        return paper;
    }
  return NULL;
}

static void
route_root (JaridaDemoServer  *self,
            SoupServerMessage *message,
            JaridaDemoAnswer  *answer)
{
  const JaridaDemoPaper *paper = find_paper_of_host (self, message);

  if (paper != NULL)
    route_paper (self, paper, "", answer);
  else
    jarida_demo_answer_take_text (answer, "text/html; charset=utf-8", jarida_demo_page_write_index (self->edition));
}

static void
route (JaridaDemoServer  *self,
       const char        *path,
       SoupServerMessage *message,
       JaridaDemoAnswer  *answer)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", 3);
  const JaridaDemoPaper *paper;

  if (strcmp (path, "/") == 0)
    route_root (self, message, answer);
  else if (strcmp (path, "/subscriptions.opml") == 0)
    jarida_demo_answer_take_text (answer, "text/x-opml", jarida_demo_feed_write_opml (self->edition));
  else if (strcmp (path, "/synthetic.opml") == 0 && self->options.n_feeds > 0)
    jarida_demo_answer_take_text (answer, "text/x-opml",
                                  jarida_demo_synthetic_write_opml (self->addresses, self->options.n_feeds));
  else if (g_str_has_prefix (path, "/pictures/"))
    route_picture (self, path + strlen ("/pictures/"), answer);
  else if (g_str_has_prefix (path, "/synthetic/"))
    route_synthetic (self, path + strlen ("/synthetic/"), message, answer);
  else if (g_strv_length (parts) >= 2 && (paper = jarida_demo_edition_find (self->edition, parts[1])) != NULL)
    {
      if (parts[2] == NULL)
        answer->location = g_strdup_printf ("/%s/", parts[1]);
      else
        route_paper (self, paper, parts[2], answer);
    }
}

/* "POST /publish": what was held back appears, and every synthetic feed has one item more. */
static void
publish (JaridaDemoServer  *self,
         SoupServerMessage *message)
{
  self->edition->n_held = 0;
  self->version++;
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
}

static void
answer_now (JaridaDemoServer  *self,
            SoupServerMessage *message,
            const char        *path)
{
  g_auto(JaridaDemoAnswer) answer = { NULL };
  const char *rest;
  JaridaDemoFault fault = jarida_demo_fault_find (path, &rest);

  route (self, rest, message, &answer);
  jarida_demo_fault_apply (fault, message, rest, &answer);
}

static void
delay_free (Delay *delay)
{
  g_signal_handler_disconnect (delay->message, delay->finished_id);
  g_object_unref (delay->message);
  g_object_unref (delay->self);
  g_free (delay->path);
  g_free (delay);
}

static gboolean
waited_cb (gpointer user_data)
{
  Delay *delay = user_data;
  g_autoptr(SoupServerMessage) message = g_object_ref (delay->message);

  answer_now (delay->self, message, delay->path);
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

static void
answer_later (JaridaDemoServer  *self,
              SoupServerMessage *message,
              const char        *path,
              guint              milliseconds)
{
  Delay *delay = g_new0 (Delay, 1);

  delay->self = g_object_ref (self);
  delay->message = g_object_ref (message);
  delay->path = g_strdup (path);
  delay->finished_id = g_signal_connect (message, "finished", G_CALLBACK (hung_up_cb), delay);
  delay->timeout_id = g_timeout_add (milliseconds, waited_cb, delay);
  soup_server_message_pause (message);
}

static void
finished_cb (SoupServerMessage *message,
             JaridaDemoServer  *self)
{
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s %u %" G_GINT64_FORMAT "\n",
                          (g_get_monotonic_time () - self->started) / 1000,
                          soup_server_message_get_method (message), uri,
                          soup_server_message_get_status (message),
                          (gint64) soup_server_message_get_response_body (message)->length);
  if (!g_output_stream_write_all (self->log, line, strlen (line), NULL, NULL, NULL))
    g_clear_object (&self->log);
}

static guint
pick_delay (JaridaDemoServer *self,
            const char       *path)
{
  const char *rest;
  guint delay = self->options.latency_from_ms;

  if (self->options.latency_to_ms > delay)
    delay = (guint) g_rand_int_range (self->rand, (gint32) delay, (gint32) self->options.latency_to_ms + 1);
  if (jarida_demo_fault_find (path, &rest) == JARIDA_DEMO_FAULT_SLOW)
    delay += self->options.slow_ms;
  return delay;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  JaridaDemoServer *self = user_data;
  const char *method = soup_server_message_get_method (message);
  guint delay = pick_delay (self, path);

  if (self->log != NULL)
    g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
  if (strcmp (method, "POST") == 0 && strcmp (path, "/publish") == 0)
    publish (self, message);
  else if (strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0)
    soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
  else if (delay > 0)
    answer_later (self, message, path, delay);
  else
    answer_now (self, message, path);
}

static void
jarida_demo_server_finalize (GObject *object)
{
  JaridaDemoServer *self = JARIDA_DEMO_SERVER (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->log);
  g_clear_pointer (&self->edition, jarida_demo_edition_free);
  g_clear_pointer (&self->addresses, g_ptr_array_unref);
  g_clear_pointer (&self->synthetic, g_hash_table_unref);
  g_clear_pointer (&self->rand, g_rand_free);
  G_OBJECT_CLASS (jarida_demo_server_parent_class)->finalize (object);
}

static void
jarida_demo_server_class_init (JaridaDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jarida_demo_server_finalize;
}

static void
jarida_demo_server_init (JaridaDemoServer *self)
{
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  self->synthetic = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_answer);
  self->rand = g_rand_new_with_seed (SEED);
  self->started = g_get_monotonic_time ();
}

static char *
listen_on (JaridaDemoServer  *self,
           const char        *host,
           GError           **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (host, self->port);

  if (!soup_server_listen (self->server, address, 0, error))
    return NULL;
  if (self->port == 0)
    {
      GSList *uris = soup_server_get_uris (self->server);

      self->port = (guint) g_uri_get_port (uris->data);
      g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
    }
  return g_strdup_printf ("http://%s:%u", host, self->port);
}

static gboolean
listen_for_papers (JaridaDemoServer  *self,
                   GError           **error)
{
  for (guint i = 0; i < self->edition->papers->len; i++)
    {
      JaridaDemoPaper *paper = g_ptr_array_index (self->edition->papers, i);
      g_autofree char *host = g_strdup_printf ("127.0.0.%u", i + 2);

      paper->address = self->options.many_hosts ? listen_on (self, host, error) : g_strdup (self->edition->address);
      if (paper->address == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
listen_for_synthetic (JaridaDemoServer  *self,
                      GError           **error)
{
  guint n_hosts = MIN (self->options.n_feeds, MAX_SYNTHETIC_HOSTS);

  if (!self->options.many_hosts || n_hosts == 0)
    g_ptr_array_add (self->addresses, g_strdup (self->edition->address));
  for (guint i = 0; self->options.many_hosts && i < n_hosts; i++)
    {
      g_autofree char *host = g_strdup_printf ("127.0.%u.%u", i / HOSTS_PER_BLOCK + 1, i % HOSTS_PER_BLOCK + 1);
      char *address = listen_on (self, host, error);

      if (address == NULL)
        return FALSE;
      g_ptr_array_add (self->addresses, address);
    }
  return TRUE;
}

static gboolean
open_log (JaridaDemoServer  *self,
          GError           **error)
{
  g_autoptr(GFile) file = NULL;

  if (self->options.log == NULL)
    return TRUE;
  file = g_file_new_for_commandline_arg (self->options.log);
  self->log = G_OUTPUT_STREAM (g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error));
  return self->log != NULL;
}

JaridaDemoServer *
jarida_demo_server_new (JaridaDemoEdition        *edition,
                        const JaridaDemoOptions  *options,
                        GError                  **error)
{
  g_autoptr(JaridaDemoServer) self = g_object_new (JARIDA_TYPE_DEMO_SERVER, NULL);

  self->edition = edition;
  self->options = *options;
  self->port = (guint) options->port;
  self->server = soup_server_new ("server-header", "jarida-demo ", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  self->edition->address = listen_on (self, "127.0.0.1", error);
  if (self->edition->address == NULL
      || !listen_for_papers (self, error)
      || !listen_for_synthetic (self, error)
      || !open_log (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
jarida_demo_server_get_address (JaridaDemoServer *self)
{
  return self->edition->address;
}

guint
jarida_demo_server_get_port (JaridaDemoServer *self)
{
  return self->port;
}

char *
jarida_demo_server_write_opml (JaridaDemoServer *self)
{
  if (self->options.n_feeds > 0)
    return jarida_demo_synthetic_write_opml (self->addresses, self->options.n_feeds);
  return jarida_demo_feed_write_opml (self->edition);
}

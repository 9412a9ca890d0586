/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-demo-answer.h"
#include "jarida-demo-catalogue.h"
#include "jarida-demo-delay.h"
#include "jarida-demo-feed.h"
#include "jarida-demo-log.h"
#include "jarida-demo-page.h"
#include "jarida-demo-portal-route.h"
#include "jarida-demo-server.h"
#include "jarida-demo-synthetic.h"

/* Addresses a measurement's feeds are spread over: 127.0.1.1 to 127.0.4.250. */
#define MAX_SYNTHETIC_HOSTS 1000
#define HOSTS_PER_BLOCK 250
#define PORTAL_HOST 100
/* The same delays in every run. */
#define SEED 20261124

/* A small press on loopback: the newspapers of the sample edition with their feeds, pages and pictures, and whatever can go
 * wrong with a server, by request. It is a web server like another: what reads it cannot tell it from the real press. */
struct _JaridaDemoServer
{
  GObject            parent_instance;
  JaridaDemoEdition *edition;       /* (owned) */
  JaridaDemoPortal  *portal;        /* (owned) (nullable) */
  guint              n_portal;      /* answers of the portal so far */
  JaridaDemoOptions  options;
  SoupServer        *server;        /* (owned) */
  GHashTable        *synthetic;     /* (owned) tag -> JaridaDemoAnswer, written and compressed once */
  GPtrArray         *addresses;     /* (owned) of synthetic feeds, as "http://127.0.1.1:8000" */
  JaridaDemoLog     *log;           /* (owned) (nullable) */
  GRand             *rand;          /* (owned) */
  guint              version;       /* how often something was published since */
  guint              port;
};

G_DEFINE_FINAL_TYPE (JaridaDemoServer, jarida_demo_server, G_TYPE_OBJECT)

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

/* "http://127.0.0.2:8000": the one that was asked. */
static char *
dup_local_address (JaridaDemoServer  *self,
                   SoupServerMessage *message)
{
  GInetSocketAddress *local = G_INET_SOCKET_ADDRESS (soup_server_message_get_local_address (message));
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (local));

  return g_strdup_printf ("http://%s:%u", host, self->port);
}

static const JaridaDemoPaper *
find_paper_of_host (JaridaDemoServer  *self,
                    SoupServerMessage *message)
{
  g_autofree char *address = dup_local_address (self, message);

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

/* JARIDA_DEMO_N_HOSTS: the portal was not asked. */
static JaridaDemoHost
find_portal_host (JaridaDemoServer  *self,
                  SoupServerMessage *message)
{
  g_autofree char *address = dup_local_address (self, message);
  JaridaDemoHost host = JARIDA_DEMO_HOST_PORTAL;

  if (self->portal == NULL)
    return JARIDA_DEMO_N_HOSTS;
  while (host < JARIDA_DEMO_N_HOSTS && strcmp (self->portal->addresses[host], address) != 0)
    host++;
  return host;
}

/* The value of @name in the query, if it is a number; else @fallback. */
static guint
get_query_number (SoupServerMessage *message,
                  const char        *name,
                  guint              fallback)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr(GHashTable) values = query != NULL ? soup_form_decode (query) : NULL;
  const char *value = values != NULL ? g_hash_table_lookup (values, name) : NULL;
  guint64 number;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, 1, 1000000, &number, NULL) ? (guint) number : fallback;
}

static void
route (JaridaDemoServer  *self,
       const char        *path,
       SoupServerMessage *message,
       JaridaDemoAnswer  *answer)
{
  JaridaDemoHost host = find_portal_host (self, message);
  g_auto(GStrv) parts = g_strsplit (path, "/", 3);
  const JaridaDemoPaper *paper;

  if (host != JARIDA_DEMO_N_HOSTS)
    jarida_demo_portal_route (self->portal, host, path, get_query_number (message, "page", 1), answer);
  else if (strcmp (path, "/") == 0)
    route_root (self, message, answer);
  else if (strcmp (path, "/subscriptions.opml") == 0)
    jarida_demo_answer_take_text (answer, "text/x-opml", jarida_demo_feed_write_opml (self->edition));
  else if (strcmp (path, "/synthetic.opml") == 0 && self->options.n_feeds > 0)
    jarida_demo_answer_take_text (answer, "text/x-opml",
                                  jarida_demo_synthetic_write_opml (self->addresses, self->options.n_feeds));
  else if (g_str_has_prefix (path, "/pictures/"))
    jarida_demo_route_picture (self->edition, path + strlen ("/pictures/"), answer);
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

/* What moved by the portal's own switch is at the same path still, and known by its query. */
static void
send_moved (SoupServerMessage *message,
            const char        *path)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *escaped = g_uri_escape_string (path, "/+", FALSE);
  g_autofree char *location = g_strdup_printf ("%s?%s%smoved=1", escaped, query != NULL ? query : "", query != NULL ? "&" : "");

  soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, location);
}

static gboolean
answer_now (SoupServerMessage *message,
            const char        *path,
            gpointer           user_data)
{
  JaridaDemoServer *self = user_data;
  g_auto(JaridaDemoAnswer) answer = { NULL };
  const char *rest;
  JaridaDemoFault fault = jarida_demo_fault_find (path, &rest);
  gboolean by_switch = !g_str_has_prefix (g_uri_get_path (soup_server_message_get_uri (message)), "/fault/");

  route (self, rest, message, &answer);
  if (fault == JARIDA_DEMO_FAULT_MOVED && by_switch)
    send_moved (message, rest);
  else
    jarida_demo_fault_apply (fault, message, rest, &answer);
  return fault != JARIDA_DEMO_FAULT_CUT;
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

/* NULL, unless the portal's switch has this answer fail. */
static char *
dup_faulty_path (JaridaDemoServer  *self,
                 SoupServerMessage *message,
                 const char        *path)
{
  if (self->options.portal_fault == JARIDA_DEMO_FAULT_NONE || g_str_has_prefix (path, "/fault/")
      || find_portal_host (self, message) != JARIDA_DEMO_HOST_PORTAL || get_query_number (message, "moved", 0) != 0)
    return NULL;
  if (++self->n_portal % self->options.portal_fault_each != 0)
    return NULL;
  return g_strdup_printf ("/fault/%s%s", jarida_demo_fault_get_name (self->options.portal_fault), path);
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
  g_autofree char *faulty = dup_faulty_path (self, message, path);
  guint delay;

  if (faulty != NULL)
    path = faulty;
  delay = pick_delay (self, path);
  if (self->log != NULL)
    jarida_demo_log_watch (self->log, message);
  if (strcmp (method, "POST") == 0 && strcmp (path, "/publish") == 0)
    publish (self, message);
  else if (strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0)
    soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
  else if (delay > 0)
    jarida_demo_delay (message, path, delay, answer_now, self);
  else
    answer_now (message, path, self);
}

static void
jarida_demo_server_finalize (GObject *object)
{
  JaridaDemoServer *self = JARIDA_DEMO_SERVER (object);

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->log, jarida_demo_log_close);
  g_clear_pointer (&self->portal, jarida_demo_portal_free);
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

/* The portal and the hosts that its pages name: 127.0.0.100 and on, away from newspapers and synthetic feeds. */
static gboolean
listen_for_portal (JaridaDemoServer  *self,
                   GError           **error)
{
  for (guint i = 0; self->portal != NULL && i < JARIDA_DEMO_N_HOSTS; i++)
    {
      g_autofree char *host = g_strdup_printf ("127.0.0.%u", PORTAL_HOST + i);

      self->portal->addresses[i] = listen_on (self, host, error);
      if (self->portal->addresses[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

JaridaDemoServer *
jarida_demo_server_new (JaridaDemoEdition        *edition,
                        JaridaDemoPortal         *portal,
                        const JaridaDemoOptions  *options,
                        GError                  **error)
{
  g_autoptr(JaridaDemoServer) self = g_object_new (JARIDA_TYPE_DEMO_SERVER, NULL);

  self->edition = edition;
  self->portal = portal;
  self->options = *options;
  self->port = (guint) options->port;
  self->server = soup_server_new ("server-header", "jarida-demo ", NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  self->edition->address = listen_on (self, "127.0.0.1", error);
  if (self->edition->address == NULL
      || !listen_for_papers (self, error)
      || !listen_for_synthetic (self, error)
      || !listen_for_portal (self, error))
    return NULL;
  if (options->log != NULL && (self->log = jarida_demo_log_open (options->log, error)) == NULL)
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

char *
jarida_demo_server_write_catalogue (JaridaDemoServer *self)
{
  return self->portal != NULL ? jarida_demo_catalogue_write (self->portal) : NULL;
}

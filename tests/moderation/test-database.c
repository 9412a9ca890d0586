/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "test-database.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_LIBPQ
#include <libpq-fe.h>

static char *
make_address (const char *database)
{
  return g_strdup_printf ("postgresql:///%s?host=%s&user=postgres", database, g_getenv ("JARIDA_TEST_POSTGRES"));
}

/* The first value of the answer. */
static char *
ask (const char *address,
     const char *sql)
{
  PGconn *connection = PQconnectdb (address);
  PGresult *result = PQexec (connection, sql);
  char *answer = NULL;

  if (PQresultStatus (result) == PGRES_TUPLES_OK)
    answer = g_strdup (PQgetvalue (result, 0, 0));
  else if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s: %s", sql, PQerrorMessage (connection));
  PQclear (result);
  PQfinish (connection);
  return answer;
}
#endif

gboolean
test_database_is_postgres (void)
{
#ifdef HAVE_LIBPQ
  return g_getenv ("JARIDA_TEST_POSTGRES") != NULL;
#else
  return FALSE;
#endif
}

char *
test_database_new (const char *folder)
{
#ifdef HAVE_LIBPQ
  static int number = 0;

  if (test_database_is_postgres ())
    {
      g_autofree char *server = make_address ("postgres");
      g_autofree char *name = g_strdup_printf ("test_%d_%d", getpid (), ++number);
      g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s", name);

      ask (server, sql);
      return make_address (name);
    }
#endif
  return g_build_filename (folder, "moderation.db", NULL);
}

gint64
test_database_count_deadlocks (const char *where)
{
  gint64 n = 0;

#ifdef HAVE_LIBPQ
  if (test_database_is_postgres ())
    {
      g_autofree char *others = NULL;
      g_autofree char *answer = NULL;

      do
        {
          g_free (others);
          others = ask (where, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                        " AND pid <> pg_backend_pid()");
        }
      while (strcmp (others, "0") != 0);
      answer = ask (where, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
      n = g_ascii_strtoll (answer, NULL, 10);
    }
#endif
  return n;
}

void
test_database_remove (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

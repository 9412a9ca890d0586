# SPDX-License-Identifier: GPL-3.0-or-later
"""test-atspi.py SHOW-ARTICLE: what a screen reader is told about an article, asked from outside."""
import os, subprocess, sys, tempfile, time
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from ears import Atspi, GLib, PROGRAM_ENVIRONMENT, walk

ARTICLE = """<h2>Une rue qui change</h2>
<p>Le premier paragraphe mène à <a href="/suite">la suite de l’enquête</a> et s’arrête.</p>
<figure><img src="rue.png" alt="Une rue au petit matin"><figcaption>La rue, hier.</figcaption></figure>
<ul><li>Un point</li><li>Un autre</li></ul>
<p dir="rtl">الفقرة الأخيرة بالعربية</p>"""
# GTK 4.8 knows no paragraphs: there the name is read.
PARAGRAPH = {'filler', 'paragraph'}
WANTED = [
    ({'heading'}, 'Une rue qui change'),
    (PARAGRAPH, 'Le premier paragraphe mène à la suite de l’enquête et s’arrête.'),
    ({'link'}, 'la suite de l’enquête'),
    ({'image', 'icon'}, 'Une rue au petit matin'),
    ({'caption'}, 'La rue, hier.'),
    ({'push button', 'button'}, 'Report the image: La rue, hier.'),
    ({'list item'}, '• Un point'),
    ({'list item'}, '• Un autre'),
    (PARAGRAPH, 'الفقرة الأخيرة بالعربية'),
]

def words(node):
    """The name, or, where a role may not have one (paragraphs from GTK 4.14 on), the text."""
    name = node.get_name() or ''
    text = node.get_text_iface() if not name else None
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text else name

def find_application(deadline):
    while time.monotonic() < deadline:
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and 'show-article' in (application.get_name() or ''):
                return application
        time.sleep(0.1)
    return None

def find_document(application, deadline):
    while time.monotonic() < deadline:
        for node in walk(application):
            if node.get_role_name().startswith('document') and node.get_child_count() >= len(WANTED):
                return node
        time.sleep(0.1)
    return None

def tells_selection(document, deadline):
    """Two words: by the text of their block, or before GTK 4.14 by a description."""
    while time.monotonic() < deadline:
        try:
            for node in walk(document):
                text = node.get_text_iface()
                if node.get_description() == 'Selected: Une rue':
                    return True
                if text and Atspi.Text.get_n_selections(text) == 1:
                    chosen = Atspi.Text.get_selection(text, 0)
                    if (chosen.start_offset, chosen.end_offset) == (0, 7) and Atspi.Text.get_caret_offset(text) == 7:
                        return True
        except GLib.GError:
            pass   # as in walk()
        time.sleep(0.1)
    return False

def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'article.html')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(ARTICLE)
        program = subprocess.Popen([sys.argv[1], '--caret', path], env=PROGRAM_ENVIRONMENT)
        try:
            deadline = time.monotonic() + 20
            application = find_application(deadline)
            document = application and find_document(application, deadline)
            seen = []
            if document:
                seen = [(node.get_role_name(), words(node))
                        for node in walk(document) if node != document]
            selected = bool(document) and tells_selection(document, deadline)
        finally:
            program.terminate()
            program.wait()
    # The buses under us write to the standard output too; with-atspi keeps ours apart.
    sys.stdout = os.fdopen(3, 'w', encoding='utf-8')
    print('1..%d' % (len(WANTED) + 2))
    for role, name in seen:
        print('# %s: %s' % (role, name))
    for number, (roles, name) in enumerate(WANTED, 1):
        found = any(role in roles and text == name for role, text in seen)
        failures += not found
        print('%s %d %s is told' % ('ok' if found else 'not ok', number, name))
    places = [next((i for i, (role, text) in enumerate(seen) if text == name), -1) for _, name in WANTED]
    in_order = places == sorted(places) and -1 not in places
    print('%s %d in the order of the text' % ('ok' if in_order else 'not ok', len(WANTED) + 1))
    print('%s %d what the caret has selected is told' % ('ok' if selected else 'not ok', len(WANTED) + 2))
    return 1 if failures or not in_order or not selected else 0

sys.exit(main())

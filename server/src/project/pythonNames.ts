/** Names of Python packages that an import means wherever a file of that name lies in the project. */

/** The standard library; a module of the project takes such a name only from beside the importing file. */
export const STANDARD_LIBRARY: ReadonlySet<string> = new Set(
  `__future__ abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile
  calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
  contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings
  ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext
  glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json
  keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msvcrt
  multiprocessing netrc nis nntplib ntpath numbers opcode operator optparse os ossaudiodev pathlib pdb pickle
  pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc
  pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil
  signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ssl stat statistics string
  stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap
  threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata
  unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport
  zlib zoneinfo`.split(/\s+/),
);

/**
 * Packages that are often committed as a copy beside a function or in a layer. An import of one means the package and
 * never a directory of the project, or what it is called by would be lost.
 */
export const THIRD_PARTY_PACKAGES: ReadonlySet<string> = new Set(
  `aiobotocore aiohttp aiomysql arrow asyncpg attr attrs aws_cdk aws_lambda_powertools aws_xray_sdk awscli awswrangler boto boto3 botocore
  bs4 bson cachetools cassandra certifi cffi chalice chardet charset_normalizer click cryptography dateutil django dns dotenv
  docutils elasticsearch fastapi flask gevent google graphene greenlet gridfs grpc h11 httplib2 httpx humanize idna importlib_metadata
  itsdangerous jinja2 jmespath jose jsonschema jwt kafka lxml mangum markupsafe marshmallow moto motor mysql neo4j numpy oauthlib
  opensearchpy openai oracledb pandas paramiko peewee pg8000 phonenumbers PIL pip pkg_resources psycopg psycopg2 psycopg_pool pyarrow pyasn1
  pycparser pydantic pydantic_core pymongo pymysql pynamodb pyodbc pytest pytz redis redshift_connector requests requests_aws4auth
  requests_oauthlib rsa s3transfer scipy sentry_sdk setuptools sklearn slack_sdk snowflake sqlalchemy sqlparse starlette stripe
  telegram tqdm twilio tzdata urllib3 uvicorn websocket websockets werkzeug wheel wrapt xmltodict yaml yarl zeep zipp`.split(/\s+/),
);

/**
 * What opens a connection to a database or cache server. Embedded databases (sqlite3, duckdb) and HTTP data APIs (RDS Data
 * API, Neon and PlanetScale over HTTP, OpenSearch) are not here: opening one costs the server nothing.
 */
import type { Entry } from "./entry.ts";

type Kind = NonNullable<Entry["kind"]>;

function entry(driver: string, kind: Kind, opensWith?: string): Entry {
  return opensWith === undefined ? { role: "database-connection", driver, kind } : { role: "database-connection", driver, kind, opensWith };
}

function all(names: readonly string[], value: Entry): Record<string, Entry> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

const python: Readonly<Record<string, Entry>> = {
  ...all(["pypi:psycopg2.connect"], entry("psycopg2", "connection")),
  ...all(
    ["SimpleConnectionPool", "ThreadedConnectionPool", "PersistentConnectionPool", "AbstractConnectionPool"].map(
      (n) => `pypi:psycopg2.pool.${n}`,
    ),
    entry("psycopg2", "pool"),
  ),
  ...all(["pypi:psycopg.connect", "pypi:psycopg.Connection.connect"], entry("psycopg", "connection")),
  ...all(["pypi:psycopg.AsyncConnection.connect"], entry("psycopg-async", "connection")),
  ...all(["pypi:psycopg_pool.ConnectionPool", "pypi:psycopg_pool.AsyncConnectionPool"], entry("psycopg", "pool")),
  ...all(
    ["pypi:pymysql.connect", "pypi:pymysql.Connect", "pypi:pymysql.Connection", "pypi:pymysql.connections.Connection"],
    entry("pymysql", "connection"),
  ),
  ...all(
    ["pypi:mysql.connector.connect", "pypi:mysql.connector.MySQLConnection", "pypi:mysql.connector.connection.MySQLConnection"],
    entry("mysql-connector", "connection"),
  ),
  ...all(["pypi:mysql.connector.pooling.MySQLConnectionPool"], entry("mysql-connector", "pool")),
  ...all(["pypi:MySQLdb.connect", "pypi:MySQLdb.Connect", "pypi:MySQLdb.Connection"], entry("mysqldb", "connection")),
  ...all(["pypi:pyodbc.connect", "pypi:pypyodbc.connect"], entry("pyodbc", "connection")),
  ...all(["pypi:pymssql.connect"], entry("pymssql", "connection")),
  ...all(["pypi:pytds.connect"], entry("pytds", "connection")),
  ...all(["pypi:oracledb.connect", "pypi:cx_Oracle.connect", "pypi:cx_Oracle.Connection"], entry("oracledb", "connection")),
  ...all(["pypi:oracledb.create_pool", "pypi:cx_Oracle.SessionPool"], entry("oracledb", "pool")),
  ...all(["pypi:pg8000.connect", "pypi:pg8000.dbapi.connect", "pypi:pg8000.dbapi.Connection"], entry("pg8000", "connection")),
  ...all(["pypi:pg8000.native.Connection"], entry("pg8000-native", "connection")),
  ...all(["pypi:pgdb.connect", "pypi:pg.connect"], entry("pygresql", "connection")),
  ...all(["pypi:asyncpg.connect"], entry("asyncpg", "connection")),
  ...all(["pypi:asyncpg.create_pool"], entry("asyncpg", "pool")),
  ...all(["pypi:aiomysql.connect", "pypi:asyncmy.connect"], entry("aiomysql", "connection")),
  ...all(["pypi:aiomysql.create_pool", "pypi:asyncmy.create_pool"], entry("aiomysql", "pool")),
  ...all(["pypi:aiopg.connect"], entry("aiopg", "connection")),
  ...all(["pypi:aiopg.create_pool"], entry("aiopg", "pool")),
  ...all(
    [
      "pypi:sqlalchemy.create_engine",
      "pypi:sqlalchemy.engine.create_engine",
      "pypi:sqlmodel.create_engine",
      "pypi:sqlalchemy.engine_from_config",
    ],
    entry("sqlalchemy", "engine"),
  ),
  ...all(
    ["pypi:sqlalchemy.ext.asyncio.create_async_engine", "pypi:sqlalchemy.ext.asyncio.engine.create_async_engine"],
    entry("sqlalchemy-async", "engine"),
  ),
  ...all(["pypi:databases.Database"], entry("databases", "pool", "connect")),
  ...all(["pypi:dataset.connect", "pypi:records.Database"], entry("dataset", "engine")),
  ...all(["pypi:peewee.MySQLDatabase", "pypi:peewee.PostgresqlDatabase"], entry("peewee", "orm", "connect")),
  ...all(["pypi:pymongo.MongoClient", "pypi:pymongo.mongo_client.MongoClient", "pypi:pymongo.AsyncMongoClient"], entry("pymongo", "pool")),
  ...all(["pypi:mongoengine.connect"], entry("mongoengine", "orm")),
  ...all(["pypi:motor.motor_asyncio.AsyncIOMotorClient"], entry("motor", "pool")),
  ...all(
    [
      "pypi:redis.Redis",
      "pypi:redis.StrictRedis",
      "pypi:redis.from_url",
      "pypi:redis.Redis.from_url",
      "pypi:redis.StrictRedis.from_url",
      "pypi:redis.client.Redis",
      "pypi:redis.client.StrictRedis",
      "pypi:redis.RedisCluster",
      "pypi:redis.cluster.RedisCluster",
      "pypi:rediscluster.RedisCluster",
      "pypi:rediscluster.StrictRedisCluster",
    ],
    entry("redis-py", "pool"),
  ),
  ...all(
    ["pypi:redis.ConnectionPool", "pypi:redis.BlockingConnectionPool", "pypi:redis.ConnectionPool.from_url"],
    entry("redis-py", "pool"),
  ),
  ...all(
    [
      "pypi:redis.asyncio.Redis",
      "pypi:redis.asyncio.from_url",
      "pypi:redis.asyncio.Redis.from_url",
      "pypi:aioredis.from_url",
      "pypi:aioredis.create_redis_pool",
      "pypi:aioredis.create_redis",
    ],
    entry("redis-py-async", "pool"),
  ),
  ...all(
    ["pypi:pymemcache.client.base.Client", "pypi:pymemcache.client.Client", "pypi:pymemcache.Client"],
    entry("pymemcache", "connection"),
  ),
  ...all(
    ["pypi:neo4j.GraphDatabase.driver", "pypi:neo4j.v1.GraphDatabase.driver", "pypi:neo4j.AsyncGraphDatabase.driver"],
    entry("neo4j-python", "pool"),
  ),
  ...all(["pypi:cassandra.cluster.Cluster"], entry("cassandra-python", "pool", "connect")),
  ...all(["pypi:snowflake.connector.connect", "pypi:snowflake.connector.SnowflakeConnection"], entry("snowflake-python", "connection")),
  ...all(["pypi:redshift_connector.connect"], entry("redshift", "connection")),
  ...all(["pypi:vertica_python.connect"], entry("vertica", "connection")),
  ...all(["pypi:teradatasql.connect"], entry("teradata", "connection")),
  ...all(["pypi:hdbcli.dbapi.connect"], entry("hana", "connection")),
  ...all(["pypi:clickhouse_driver.Client", "pypi:clickhouse_driver.connect"], entry("clickhouse", "connection")),
  ...all(["pypi:ibm_db.connect", "pypi:ibm_db_dbi.connect"], entry("ibm-db", "connection")),
  ...all(["pypi:gremlin_python.driver.driver_remote_connection.DriverRemoteConnection"], entry("gremlin", "connection")),
  ...all(["pypi:gremlin_python.driver.client.Client"], entry("gremlin", "pool")),
};

const javascript: Readonly<Record<string, Entry>> = {
  ...all(["npm:pg.Client", "npm:pg.native.Client"], entry("pg", "connection", "connect")),
  ...all(["npm:pg.Pool", "npm:pg-pool", "npm:pg.native.Pool"], entry("pg", "pool")),
  ...all(["npm:pg-promise()"], entry("pg-promise", "pool")),
  ...all(["npm:mysql.createConnection"], entry("mysql", "connection", "connect")),
  ...all(["npm:mysql2.createConnection"], entry("mysql2", "connection")),
  ...all(["npm:mysql2/promise.createConnection", "npm:promise-mysql.createConnection"], entry("mysql2-promise", "connection")),
  ...all(["npm:mysql.createPool", "npm:mysql2.createPool"], entry("mysql", "pool")),
  ...all(["npm:mysql2/promise.createPool", "npm:promise-mysql.createPool"], entry("mysql2-promise", "pool")),
  ...all(["npm:mariadb.createConnection"], entry("mariadb", "connection")),
  ...all(["npm:mariadb.createPool"], entry("mariadb", "pool")),
  ...all(["npm:mongoose.connect"], entry("mongoose", "orm")),
  ...all(["npm:mongoose.createConnection"], entry("mongoose-connection", "orm")),
  ...all(["npm:mongodb.MongoClient"], entry("mongodb", "pool", "connect")),
  ...all(["npm:mongodb.MongoClient.connect", "npm:mongodb.connect"], entry("mongodb-connect", "pool")),
  ...all(["npm:ioredis", "npm:ioredis.Redis", "npm:ioredis.Cluster", "npm:ioredis.Redis.Cluster"], entry("ioredis", "pool")),
  ...all(
    ["npm:redis.createClient", "npm:redis.createCluster", "npm:handy-redis.createNodeRedisClient", "npm:async-redis.createClient"],
    entry("redis", "pool", "connect"),
  ),
  ...all(["npm:knex", "npm:knex.knex", "npm:knex.Knex"], entry("knex", "orm")),
  ...all(["npm:sequelize", "npm:sequelize.Sequelize", "npm:sequelize-typescript.Sequelize"], entry("sequelize", "orm")),
  ...all(["npm:typeorm.createConnection", "npm:typeorm.createConnections"], entry("typeorm-connection", "orm")),
  ...all(["npm:typeorm.DataSource"], entry("typeorm", "orm", "initialize")),
  ...all(["npm:@prisma/client.PrismaClient", "npm:@prisma/client/edge.PrismaClient"], entry("prisma", "orm")),
  ...all(["npm:mssql.connect", "npm:mssql/msnodesqlv8.connect"], entry("mssql", "pool")),
  ...all(["npm:mssql.ConnectionPool"], entry("mssql-pool", "pool", "connect")),
  ...all(["npm:tedious.Connection"], entry("tedious", "connection", "connect")),
  ...all(["npm:oracledb.getConnection"], entry("oracledb", "connection")),
  ...all(["npm:oracledb.createPool"], entry("oracledb", "pool")),
  ...all(["npm:postgres"], entry("postgres", "pool")),
  ...all(["npm:slonik.createPool"], entry("slonik", "pool")),
  ...all(["npm:neo4j-driver.driver", "npm:neo4j-driver.v1.driver"], entry("neo4j", "pool")),
  ...all(["npm:cassandra-driver.Client"], entry("cassandra", "pool", "connect")),
  ...all(["npm:snowflake-sdk.createConnection"], entry("snowflake", "connection", "connect")),
  ...all(["npm:@mikro-orm/core.MikroORM.init"], entry("mikro-orm", "orm")),
  ...all(["npm:memcached"], entry("memcached", "pool")),
  ...all(["npm:gremlin.driver.DriverRemoteConnection"], entry("gremlin", "connection")),
  ...all(["npm:gremlin.driver.Client"], entry("gremlin", "pool")),
};

export const databases: Readonly<Record<string, Entry>> = { ...python, ...javascript };

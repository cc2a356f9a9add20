"""Orders in PostgreSQL."""

import json
import os

import psycopg2

DB_PASSWORD = "Winter-garden-4711"


def insert_order(customer, order):
    connection = psycopg2.connect(
        host=os.environ["DB_HOST"],
        dbname="orders",
        user="checkout",
        password=DB_PASSWORD,
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders (customer, lines) VALUES (%s, %s) RETURNING id",
            (customer, json.dumps(order["lines"])),
        )
        return cursor.fetchone()[0]

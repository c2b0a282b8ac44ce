"""How often a measure was changed, so that calendars know which of two versions of an event is the newer one.

The version that is running meanwhile leaves the column at its default. What is there already may have gone out with
the number 1 where it was dropped, so it begins above that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_changes_of_measures"
down_revision = "0007_sessions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("measures", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE measures SET changes = 2")


def downgrade() -> None:
    op.drop_column("measures", "changes")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "tadpole.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from tadpole.operations import reports, statements, switches
        from tadpole.ui.slots import fill

        connection_created.connect(statements.listen_in, dispatch_uid="operations.statements")
        fill("layout.notice", switches.banner)
        reports.start()

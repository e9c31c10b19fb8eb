"""The demo community: `seed_demo` builds it floor by floor out of `config/demo`, through the apps' own actions.

Actions happen now; what a module makes it then dates back, because history is the one thing no action can write.
"""
